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
            // Nothing was changed; storing it again writes it anew, once.
            #expect(try await store.put([UInt8](repeating: 2, count: 100)) == (ids[2], true))
            #expect(try await store.put([UInt8](repeating: 2, count: 100)) == (ids[2], false))
            #expect(try await store.verify().damaged == 1)
        }
    }

    @Test func `one that cannot be read is told, and a store that cannot be read ends it`() async throws {
        try await withTemporaryFolder { folder in
            let base = try await LocalFileStore(folder: folder.path)
            let plain = try ContentStore(base)
            for number in 0..<20 { try await plain.put([UInt8(number)]) }
            let bad = try plain.key(try ContentID(SHA256.hexadecimalDigest(of: [3])))
            let one = try await ContentStore(Self.unreadable(base) { $0 == bad }).verify()
            #expect(one.unreadable == 1 && one.intact == 19 && one.faults.map(\.key) == [bad] && !one.isWhole)
            let reads = Mutex(0)
            let all = try ContentStore(
                Self.unreadable(base) { _ in
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
            let store = Self.unreadable(base) { key in
                try await base.delete(key)
                return false
            }
            let report = try await ContentStore(store).verify()
            #expect(report.found == 3 && report.gone == 3 && report.isWhole)
        }
    }

    @Test func `files that are no contents are told as soon as they are found`() async throws {
        try await withTemporaryFolder { folder in
            let base = try await LocalFileStore(folder: folder.path)
            let store = try ContentStore(base)
            _ = try await store.put([1])
            // They come before and behind the content.
            try await base.write([1], to: try FileKey("objects/content/0first"))
            try await base.write([1], to: try FileKey("objects/content/last"))
            let told = Mutex<[Int]>([])
            let report = try await store.verify(onProgress: { found in told.withLock { $0.append(found.foreign) } })
            #expect(report.foreign == 2 && report.found == 1)
            #expect(told.withLock { $0 } == [1, 2, 2])
        }
    }

    @Test func `one that is cancelled has told what it found, and takes nothing for unreadable`() async throws {
        try await withTemporaryFolder { folder in
            let base = try await LocalFileStore(folder: folder.path)
            let plain = try ContentStore(base)
            for number in 0..<20 { try await plain.put([UInt8(number)]) }
            let reads = Mutex(0)
            let store = Self.unreadable(base) { _ in
                guard
                    reads.withLock({
                        $0 += 1; return $0
                    }) == 5
                else { return false }
                withUnsafeCurrentTask { $0?.cancel() }
                // What a server says of a call that was broken off.
                return true
            }
            let told = Mutex(ContentVerification())
            let faults = Mutex(0)
            await #expect(throws: CancellationError.self) {
                try await ContentStore(store).verify(parallel: 1) { _ in
                    faults.withLock { $0 += 1 }
                } onProgress: { found in
                    told.withLock { $0 = found }
                }
            }
            #expect(told.withLock { $0.found == 4 && $0.intact == 4 && $0.readBytes == 4 })
            #expect(faults.withLock { $0 } == 0)
        }
    }

    /// A store of which some files cannot be read, as on a disk with bad places.
    private static func unreadable(
        _ base: LocalFileStore, _ isUnreadable: @escaping @Sendable (FileKey) async throws -> Bool
    ) -> HookedStore {
        HookedStore(base: base) { step, key in
            guard step == .read, try await isUnreadable(key) else { return }
            throw RegistryError(.unavailable, "The disk cannot read it.")
        }
    }
}
