import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import ArtifactRegistry

@Suite("A dump that is not whole is refused, and nothing of it is stored")
struct DamagedDumpTests {
    @Test func `cut at any place, it says where it ends`() async throws {
        try await withTemporaryFolder { folder in
            let dump = try await Self.dump(in: folder)
            for length in stride(from: 0, to: dump.count, by: 397) + [dump.count - 1] {
                let error = try await Self.refusal(of: dump.prefix(length), in: folder)
                #expect(error.code == .corruptData, "\(length): \(error)")
                #expect(error.message.contains("no dump") || error.message.contains("at byte"), "\(length): \(error)")
            }
        }
    }

    @Test func `with any bit changed, it says where`() async throws {
        try await withTemporaryFolder { folder in
            let dump = try await Self.dump(in: folder)
            for place in stride(from: 0, to: dump.count, by: 401) {
                var damaged = dump
                damaged[place] ^= 1 << UInt8(place % 8)
                let error = try await Self.refusal(of: damaged[...], in: folder)
                #expect(error.code == .corruptData, "\(place): \(error)")
            }
        }
    }

    @Test func `with a frame missing or behind its end, it is refused`() async throws {
        try await withTemporaryFolder { folder in
            let dump = try await Self.dump(in: folder)
            #expect(try await Self.refusal(of: (dump + dump)[...], in: folder).message.contains("behind its end"))
            // The head is one frame; the next has its length in its first byte.
            let head = 16 + Int(dump[0])
            let next = head + 16 + Int(dump[head]) + Int(dump[head + 1]) * 256
            let error = try await Self.refusal(of: ArraySlice(dump[..<head] + dump[next...]), in: folder)
            #expect(error.message.contains("counts and digests"))
        }
    }

    @Test func `another program's file, and a newer version's, are told for what they are`() async throws {
        try await withTemporaryFolder { folder in
            let other = try await Self.refusal(of: Array("SQLite format 3\0 and so on".utf8)[...], in: folder)
            #expect(other.code == .corruptData && other.message.contains("is no dump of a registry"))
            var newer: [UInt8] = []
            try DumpItem.append(
                ["format": .string(DumpFormat.name), "version": .int(DumpFormat.version + 1)], as: .head, to: &newer)
            #expect(try await Self.refusal(of: newer[...], in: folder).code == .unsupported)
            let missing = await #expect(throws: RegistryError.self) {
                try await DataManager.checkDump(folder.appending(path: "nothing").path)
            }
            #expect(missing?.code == .notFound)
        }
    }

    private static func dump(in folder: URL) async throws -> [UInt8] {
        let store = MemoryStore()
        try await SampleRegistry.fill(store)
        let file = folder.appending(path: "whole")
        try await SampleRegistry.dump(store, to: file)
        return Array(try Data(contentsOf: file))
    }

    /// The error of restoring bytes; the store is empty afterwards.
    private static func refusal(of bytes: ArraySlice<UInt8>, in folder: URL) async throws -> RegistryError {
        let file = folder.appending(path: "damaged")
        try Data(bytes).write(to: file)
        let store = MemoryStore()
        do {
            _ = try await DataManager(store: store).restore(from: file.path)
        } catch let error as RegistryError {
            #expect(try await store.count(in: .runs, matching: .everything) == 0)
            return error
        }
        throw RegistryError(.internalFailure, "It was not refused.")
    }
}
