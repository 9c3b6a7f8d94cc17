import BSONCoding
import RegistryCore
import RegistryTestKit
import Testing

@testable import MongoStorage

@Suite("Large and crowded writes", .enabled(if: TestMongoDB.url != nil, "\(TestMongoDB.absence)"))
struct LargeWriteTests {
    private func withStore(_ work: (MongoStore) async throws -> Void) async throws {
        let url = try #require(TestMongoDB.freshDatabaseURL())
        let store = try await MongoStore.open(try MongoConfiguration(url: url))
        try await work(store)
        try await store.call { connection in
            _ = try connection.run(MongoCommand("dropDatabase", number: 1, kind: .write))
        }
        await store.close()
    }

    @Test func `records of forty megabytes together are stored by one call`() async throws {
        try await withStore { store in
            let text = Value(String(repeating: "0123456789", count: 1_000_000))
            try await store.insert((0..<4).map { ["n": .int($0), "text": text] }, into: .artifacts)
            // Together they are more than one page.
            let first = try await store.find(in: .artifacts, Query())
            let found = try await first.elements + store.find(in: .artifacts, Query(cursor: first.next)).elements
            #expect(found.map { $0["n"] } == [0, 1, 2, 3])
            #expect(found.allSatisfy { $0["text"] == text })
        }
    }

    @Test func `more records than one command takes are all stored or none`() async throws {
        try await withStore { store in
            let records = (0..<25_000 as Range<Int64>).map {
                ["_id": .int($0), "ModelName": .string("m\($0 % 3)")] as Document
            }
            try await store.insert(records, into: .artifacts)
            let again = [["_id": 30_000] as Document] + records.suffix(1)
            await #expect(throws: RegistryError.self) { try await store.insert(again, into: .artifacts) }
            #expect(try await store.count(in: .artifacts, matching: .everything) == 25_000)
            let groups = try await store.groups(by: "ModelName", in: .artifacts, matching: .everything, limit: 10)
            #expect(groups.map(\.count) == [8_334, 8_333, 8_333])
        }
    }

    @Test func `records of another program are read, with types of their own as Extended JSON`() async throws {
        try await withStore { store in
            try await store.call { connection in
                var insert = MongoCommand("insert", "artifacts", kind: .write)
                insert.body.beginArray("documents")
                insert.body.beginDocument(0)
                insert.body.append("_id", int32: 7)
                insert.body.append("small", int32: 5)
                insert.body.append("pattern", regex: "^a", options: "i")
                insert.body.end()
                insert.body.end()
                _ = try connection.run(insert)
            }
            let record = try #require(try await store.record(.int(7), in: .artifacts))
            #expect(record["small"] == 5)
            #expect(record["pattern"] == ["$regularExpression": ["pattern": "^a", "options": "i"]])
        }
    }

    @Test func `a question larger than a command may be is an invalid argument`() async throws {
        try await withStore { store in
            let texts = (0..<3).map { Value(String(repeating: "\($0)", count: 8_000_000)) }
            let error = await #expect(throws: RegistryError.self) {
                try await store.find(in: .artifacts, Query(.field("text", .oneOf(texts))))
            }
            #expect(error?.code == .invalidArgument)
            #expect(error?.message.contains("question") == true, "\(error?.debugDescription.prefix(300) ?? "")")
        }
    }

    @Test func `blocks whose counts are damaged do not keep a run from being deleted`() async throws {
        try await withStore { store in
            let run = StoreContract.someRun()
            try await store.insert([Run(id: run, startTime: WallTime(millisecondsSince1970: 0)).document], into: .runs)
            for sequence in 0..<2 as Range<Int64> {
                let point = SeriesPoint(
                    step: Step(sequence), time: WallTime(millisecondsSince1970: 0), value: 1, sequence: sequence)
                try await store.append([SeriesAppend(series: SeriesID(run: run, metric: "loss"), points: [point])])
            }
            try await store.call { connection in
                var update = MongoCommand("update", CollectionPlan.series, kind: .write)
                update.set("updates", [["q": [:], "u": ["$set": ["summary.count": .int(.max)]], "multi": true]])
                _ = try connection.run(update)
            }
            #expect(try await store.deleteRun(run).points == .max)
            #expect(try await store.record(RecordID(run), in: .runs) == nil)
        }
    }

    @Test func `indexes and collections of the plan are there`() async throws {
        try await withStore { store in
            for plan in CollectionPlan.all {
                let names = try await store.call { connection in
                    let list = MongoCommand("listIndexes", plan.name, kind: .read)
                    return try connection.all(list, in: plan.name).compactMap { $0["name"]?.stringValue }
                }
                #expect(Set(names) == Set(plan.indexes.map(\.name) + ["_id_"]), "\(plan.name)")
            }
        }
    }
}
