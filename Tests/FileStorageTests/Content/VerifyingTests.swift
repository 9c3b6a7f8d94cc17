import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@testable import FileStorage

@Suite("Contents that are compared with their names")
struct VerifyingTests {
    @Test func `what is damaged is found, told and counted, also where its size is right`() async throws {
        try await withTemporaryFolder { folder in
            let base = try await LocalFileStore(folder: folder.path)
            let store = try ContentStore(base)
            var ids: [ContentID] = []
            for number in 0..<6 { ids.append(try await store.put([UInt8](repeating: UInt8(number), count: 100)).id) }
            #expect(try await store.verify().isWhole)
            try await base.write([UInt8](repeating: 77, count: 100), to: try store.key(ids[2]))
            try await base.write([1], to: try store.key(ids[4]))
            // What is none, and what lies in the wrong place.
            try await base.write([1], to: try FileKey("objects/content/notes.txt"))
            try await base.write([1], to: try FileKey("objects/content/\(ids[0])"))
            let told = Mutex<[ContentVerification.Fault]>([])
            let report = try await store.verify(parallel: 2) { fault in told.withLock { $0.append(fault) } }
            #expect(report.found == 6 && report.intact == 4 && report.damaged == 2 && report.foreign == 2)
            #expect(report.readBytes == 501 && report.unreadable == 0 && !report.isWhole)
            #expect(Set(report.faults.map(\.id)) == [ids[2], ids[4]])
            #expect(report.faults.allSatisfy { $0.kind == .damaged })
            #expect(told.withLock { $0 } == report.faults)
            // Nothing was changed; storing it again sees the size alone.
            #expect(try await store.put([UInt8](repeating: 2, count: 100)) == (ids[2], false))
            try await base.delete(try store.key(ids[2]))
            #expect(try await store.put([UInt8](repeating: 2, count: 100)) == (ids[2], true))
            #expect(try await store.verify().damaged == 1)
        }
    }

    @Test func `one that cannot be read is told, and a store that cannot be read ends it`() async throws {
        try await withTemporaryFolder { folder in
            let base = try await LocalFileStore(folder: folder.path)
            let plain = try ContentStore(base)
            for number in 0..<20 { try await plain.put([UInt8(number)]) }
            let bad = try plain.key(try ContentID(SHA256.hexadecimalDigest(of: [3])))
            let one = try await ContentStore(UnreadableStore(base: base) { $0 == bad }).verify()
            #expect(one.unreadable == 1 && one.intact == 19 && one.faults.map(\.key) == [bad] && !one.isWhole)
            let reads = Mutex(0)
            let all = try ContentStore(
                UnreadableStore(base: base) { _ in
                    reads.withLock { $0 += 1 }
                    return true
                })
            let error = await #expect(throws: RegistryError.self) { try await all.verify(parallel: 1) }
            #expect(error?.code == .unavailable && reads.withLock { $0 } < 20)
            await #expect(throws: RegistryError.self) { try await plain.verify(parallel: 0) }
        }
    }

    @Test func `what is deleted meanwhile is no fault`() async throws {
        try await withTemporaryFolder { folder in
            let base = try await LocalFileStore(folder: folder.path)
            let plain = try ContentStore(base)
            for number in 0..<3 { try await plain.put([UInt8(number)]) }
            let store = UnreadableStore(base: base) { key in
                try await base.delete(key)
                return false
            }
            let report = try await ContentStore(store).verify()
            #expect(report.found == 3 && report.gone == 3 && report.isWhole)
        }
    }

    /// A store of which some files cannot be read, as on a disk with bad places.
    private struct UnreadableStore: FileStore {
        let base: LocalFileStore
        let isUnreadable: @Sendable (FileKey) async throws -> Bool

        var description: String { base.description }
        func info(_ key: FileKey) async throws -> FileInfo? { try await base.info(key) }
        func readChunks(_ key: FileKey, range: Range<Int64>?) async throws -> FileChunks {
            if try await isUnreadable(key) { throw RegistryError(.unavailable, "The disk cannot read it.") }
            return try await base.readChunks(key, range: range)
        }
        func write(_ bytes: [UInt8], to key: FileKey, options: WriteOptions) async throws -> FileInfo {
            try await base.write(bytes, to: key, options: options)
        }
        func write(
            _ chunks: FileChunks, size: Int64?, to key: FileKey, options: WriteOptions
        ) async throws -> FileInfo {
            try await base.write(chunks, size: size, to: key, options: options)
        }
        func upload(fileAt path: String, to key: FileKey, options: WriteOptions) async throws -> FileInfo {
            try await base.upload(fileAt: path, to: key, options: options)
        }
        func download(
            _ key: FileKey, toFileAt path: String, progress: TransferProgress.Observer?
        ) async throws -> FileInfo {
            try await base.download(key, toFileAt: path, progress: progress)
        }
        func append(_ bytes: [UInt8], to key: FileKey) async throws { try await base.append(bytes, to: key) }
        func list(_ listing: FileListing) async throws -> FilePage { try await base.list(listing) }
        func delete(_ key: FileKey) async throws { try await base.delete(key) }
        func address(of key: FileKey, validFor duration: Duration) async throws -> String {
            try await base.address(of: key, validFor: duration)
        }
    }
}
