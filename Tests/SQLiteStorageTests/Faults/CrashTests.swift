import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import SQLiteStorage

@Suite("After a crash, everything that was answered is there, and the counts are exact")
struct CrashTests {
    /// What a process that is killed leaves are the file and the write-ahead log as they are at that moment. A copy of
    /// both, taken behind a call that returned and while others write on, is what the next process finds.
    @Test func `a copy taken between calls holds every call that returned`() async throws {
        try await withTemporaryFolder { folder in
            try await withStore { store, path in
                for round in 1...8 {
                    try await store.insert(batch(round), into: .artifacts)
                    let ids = try await store.find(in: .artifacts, Query(limit: 3)).elements.compactMap {
                        $0["_id"].flatMap(RecordID.init)
                    }
                    try await store.delete(Array(ids.prefix(2)), from: .artifacts)
                    let copy = folder.appendingPathComponent("crash-\(round).sqlite").path
                    for part in ["", "-wal"] {
                        try FileManager.default.copyItem(atPath: path + part, toPath: copy + part)
                    }
                    let recovered = try await SQLiteStore.open(SQLiteConfiguration(path: copy))
                    #expect(try await recovered.count(in: .artifacts, matching: .everything) == round * 48)
                    try await expectExactCounts(recovered)
                    await recovered.close()
                }
            }
        }
    }

    /// A log cut anywhere is what a power failure leaves: calls are there as a whole or not at all.
    @Test(arguments: 0..<12 as Range<UInt64>)
    func `a write-ahead log cut anywhere holds whole calls only`(seed: UInt64) async throws {
        try await withTemporaryFolder { folder in
            try await withStore { store, path in
                for round in 1...6 { try await store.insert(batch(round), into: .artifacts) }
                let copy = folder.appendingPathComponent("cut.sqlite").path
                for part in ["", "-wal"] { try FileManager.default.copyItem(atPath: path + part, toPath: copy + part) }
                let log = try FileHandle(forUpdating: URL(fileURLWithPath: copy + "-wal"))
                var generator = SeededGenerator(seed: seed)
                try log.truncate(atOffset: UInt64.random(in: 0...(try log.seekToEnd()), using: &generator))
                try log.close()
                let recovered = try await SQLiteStore.open(SQLiteConfiguration(path: copy))
                let count = try await recovered.count(in: .artifacts, matching: .field("n", .exists(true)))
                #expect(count % 50 == 0 && count <= 300, "seed \(seed): \(count)")
                try await expectExactCounts(recovered)
                await recovered.close()
            }
        }
    }

    private func batch(_ round: Int) -> [Document] {
        (0..<50).map { index in
            [
                "ModelName": .string("m\(index % 7)"), "ExperimentName": .string("e\(round % 3)"),
                "n": .int(Int64(index)),
                "text": .string(String(repeating: "t", count: 2_000)),
            ]
        }
    }
}
