import RegistryCore
import RegistryTestKit
import Testing

@testable import SQLiteStorage

@Suite("Writes are whole, and may be repeated")
struct WritingTests {
    private static let run = "0198c0ffee0070008000000000000001"

    @Test func `records of a run that were stored already are left out`() async throws {
        try await withStore { store, _ in
            let records: [Document] = (0..<5).map { ["_run": .string(Self.run), "_seq": .int($0), "ModelName": "m"] }
            let first = try await store.insert(records, into: .artifacts)
            let again = try await store.insert(
                records + [["_run": .string(Self.run.uppercased()), "_seq": 2]], into: .artifacts)
            #expect(again.duplicates == 6)
            #expect(again.ids == first.ids + [first.ids[2]])
            #expect(try await store.count(in: .artifacts, matching: .everything) == 5)
            try await expectExactCounts(store)
        }
    }

    @Test func `the elements of a list field follow every change of the record`() async throws {
        try await withStore { store, _ in
            let id = try await store.insert([["Metadata": ["lr": 1, "seed": 2]]], into: .artifacts).ids[0]
            func found(_ key: Value) async throws -> Int {
                try await store.count(in: .artifacts, matching: .field("_metadataKeys", .equals(key)))
            }
            #expect(try await found("seed") == 1)
            try await store.update(
                id, in: .artifacts, RecordChange(set: ["Metadata": ["lr": 1, "layers": ["deep": 3]]]))
            #expect(try await found("seed") == 0)
            #expect(try await found("layers.deep") == 1)
            try await store.delete([id], from: .artifacts)
            let left = try await store.read { try $0.first("SELECT count(*) FROM artifacts_elements") { $0.int(0) } }
            #expect(left == 0)
        }
    }

    @Test func `deleting a run takes everything of it in portions and can be repeated`() async throws {
        try await withStore { store, _ in
            let run = try #require(RunID(Self.run))
            try await store.insert([Run(id: run, startTime: WallTime(millisecondsSince1970: 0)).document], into: .runs)
            for part in 0..<6 {
                try await store.insert(
                    (0..<1_000).map { ["_run": .string(Self.run), "_seq": .int(Int64(part * 1_000 + $0))] },
                    into: .artifacts)
            }
            try await store.insert([["ModelName": "other"]], into: .artifacts)
            let points = (0..<100).map {
                SeriesPoint(
                    step: Step($0), time: WallTime(millisecondsSince1970: $0), value: Double($0), sequence: $0)
            }
            try await store.append([SeriesAppend(series: SeriesID(run: run, metric: "loss"), points: points)])
            let line = LogLine(sequence: 1, time: WallTime(millisecondsSince1970: 0), level: .info, text: "hello")
            try await store.appendLog([line], to: run)
            let deletion = try await store.deleteRun(run)
            #expect(deletion.run && deletion.artifacts == 6_000 && deletion.points == 100 && deletion.logLines == 1)
            #expect(try await store.count(in: .artifacts, matching: .everything) == 1)
            #expect(await registryError { _ = try await store.deleteRun(run) }?.code == .notFound)
            try await expectExactCounts(store)
        }
    }
}
