import BSONCoding
import RegistryCore
import RegistryTestKit
import Testing

@testable import SQLiteStorage

@Suite("Filters become conditions that indexes answer")
struct QueryPlanTests {
    private func outcome(_ filter: Filter, in store: SQLiteStore) async throws -> FilterSQL.Outcome {
        try await store.read { session in
            guard let records = try RecordTable(.artifacts, in: session) else { return .unknown }
            return try FilterSQL(records: records).outcome(for: filter)
        }
    }

    private func plan(_ filter: Filter, in store: SQLiteStore) async throws -> String {
        try await store.read { session in
            guard let records = try RecordTable(.artifacts, in: session) else { return "" }
            let outcome = try FilterSQL(records: records).outcome(for: filter)
            let condition = outcome.restriction.sql(in: records.table, usesIndexes: true)
            return try session.all(
                "EXPLAIN QUERY PLAN SELECT number, body FROM \(records.table.name) WHERE \(condition.text)",
                condition.arguments
            ) { $0.text(3) }.joined(separator: "\n")
        }
    }

    private func fill(_ store: SQLiteStore) async throws {
        let records: [Document] = (0..<200).map { index in
            [
                "_id": .int(index), "ModelName": .string("model\(index % 20)"), "ArtifactID": .int(index % 10),
                "Metadata": ["lr": .double(0.1), "seed": .int(index)], "score": .int(index),
            ]
        }
        try await store.insert(records, into: .artifacts)
    }

    @Test(arguments: [
        Condition.equals("model3"), .oneOf(["model3", "model5"]), .less("model2"), .greaterOrEqual("model5"),
        .not(.equals("model3")), .all([.greater("model1"), .less("model3")]), .equals(.null), .containsAll(["model1"]),
    ])
    func `comparisons of an indexed field are exact`(_ condition: Condition) async throws {
        try await withStore { store, _ in
            try await fill(store)
            #expect(try await outcome(.field("ModelName", condition), in: store).isExact)
        }
    }

    @Test(arguments: [
        (Filter.field("ModelName", .equals("model3")), "artifacts_by_key_0"),
        (.field("ModelName", .oneOf(["model3", "model4"])), "artifacts_by_key_0"),
        (.field("ArtifactID", .greater(.int(5))), "artifacts_by_key_2"),
        (.field("_id", .equals(.int(7))), "artifacts_by_id"),
        (.field("_id", .less(.int(7))), "artifacts_by_id"),
        (.field("_metadataKeys", .equals("lr")), "artifacts_elements"),
        (.and([.field("ArtifactID", .equals(.int(5))), .field("score", .less(.int(9)))]), "artifacts_by_key_2"),
    ])
    func `the plan of a statement names the index`(_ filter: Filter, _ index: String) async throws {
        try await withStore { store, _ in
            try await fill(store)
            let plan = try await plan(filter, in: store)
            #expect(plan.contains(index), "\(plan)")
            #expect(!plan.contains("SCAN \(index)"), "\(plan)")
        }
    }

    @Test func `a pattern on a counted field becomes the names that it matches`() async throws {
        try await withStore { store, _ in
            try await fill(store)
            let pattern = try Pattern("ODEL1", options: .ignoresCase)
            let outcome = try await outcome(.field("ModelName", .matches(pattern)), in: store)
            #expect(outcome.isExact)
            guard case .keys(.column("key_0"), let intervals) = outcome.restriction else {
                Issue.record("\(outcome.restriction)")
                return
            }
            #expect(intervals.count == 11)
            #expect(!intervals.contains { !$0.isPoint })
        }
    }

    @Test func `a pattern on names of metadata becomes the names that it matches`() async throws {
        try await withStore { store, _ in
            try await fill(store)
            let outcome = try await outcome(
                .field("_metadataKeys", .matches(try Pattern("EE", options: .ignoresCase))), in: store)
            let key = OrderedKey.bytes(of: .string("seed"))
            #expect(outcome == FilterSQL.Outcome(restriction: .keys(.elements, [KeyInterval(key)]), isExact: true))
        }
    }

    @Test func `values of one field that are joined by or become one list`() async throws {
        try await withStore { store, _ in
            try await fill(store)
            func field(_ value: Int64) -> Filter { .field("ArtifactID", .equals(.int(value))) }
            let other = Filter.field("ModelName", .equals("model3"))
            let outcome = try await outcome(.or([field(3), .or([other, field(5)]), field(3)]), in: store)
            let points = [3, 5].map { KeyInterval(OrderedKey.bytes(of: .int($0))) }
            let name = KeyInterval(OrderedKey.bytes(of: .string("model3")))
            #expect(outcome.isExact)
            #expect(outcome.restriction == .or([.keys(.column("key_2"), points), .keys(.column("key_0"), [name])]))
        }
    }

    @Test func `records are asked for what no index answers, and for nothing else`() async throws {
        let name = Filter.field("ModelName", .equals("model3"))
        let score = Filter.field("score", .less(.int(90)))
        let other = Filter.field("score", .greater(.int(20)))
        try await withStore { store, _ in
            try await fill(store)
            func rest(_ filter: Filter) async throws -> Filter? {
                try await outcome(filter, in: store).rest(of: filter)
            }
            #expect(try await rest(name) == nil)
            #expect(try await rest(score) == score)
            #expect(try await rest(.and([name, score])) == .and([score]))
            #expect(
                try await rest(.and([name, .and([.everything, other, name]), score])) == .and([.and([other]), score]))
            // Of a choice nothing can be left out: what the index answers is another way to be found.
            #expect(try await rest(.or([name, score])) == .or([name, score]))
            #expect(try await rest(.not(.and([name, score]))) == .not(.and([name, score])))
            let both = Query(.and([name, score, other]), sort: [SortKey("score", .descending)])
            #expect(try await store.find(in: .artifacts, both).elements.map { $0["score"] } == [83, 63, 43, 23])
            // Where a list may be what is looked for, its key says nothing about its elements.
            let number = Filter.field("ArtifactID", .equals(.int(3)))
            #expect(try await rest(.and([number, score])) == .and([score]))
            try await store.insert([["_id": "list", "ArtifactID": [3], "score": 1]], into: .artifacts)
            #expect(try await rest(.and([number, score])) == .and([number, score]))
        }
    }

    @Test func `a prefix of very many texts becomes a range`() async throws {
        try await withStore { store, _ in
            let records: [Document] = (0..<2_100).map { ["ArtifactID": .string("auto\0\($0)")] }
            try await store.insert(records, into: .artifacts)
            let filter = Filter.field("ArtifactID", .matches(try Pattern("^auto\\x001")))
            let outcome = try await outcome(.field("ArtifactID", .matches(try Pattern("^auto"))), in: store)
            #expect(!outcome.isExact)
            let range = OrderedKey.range(ofTextsWithPrefix: "auto")
            let interval = KeyInterval(from: range.from, including: true, to: range.upTo, including: false)
            #expect(outcome.restriction == .keys(.column("key_2"), [interval]))
            let expected = (0..<2_100).count { "\($0)".hasPrefix("1") }
            #expect(try await store.count(in: .artifacts, matching: filter) == expected)
        }
    }

    @Test func `a list in an indexed field is found by its elements and takes exactness away`() async throws {
        try await withStore { store, _ in
            try await fill(store)
            try await store.insert([["_id": "list", "ModelName": ["model3", "other"]]], into: .artifacts)
            let filter = Filter.field("ModelName", .equals("other"))
            #expect(try await !outcome(.field("ArtifactID", .equals(["x"])), in: store).restriction.isUnrestricted)
            #expect(try await store.find(in: .artifacts, Query(filter)).elements.map { $0["_id"] } == ["list"])
            #expect(try await store.count(in: .artifacts, matching: .field("ModelName", .equals("model3"))) == 11)
            try await store.delete([.string("list")], from: .artifacts)
            #expect(try await outcome(filter, in: store).isExact)
        }
    }

    @Test func `a page in the order of an indexed field is read from its index without sorting`() async throws {
        try await withStore { store, _ in
            try await fill(store)
            let plan = try await store.read { session -> String in
                guard let records = try RecordTable(.artifacts, in: session) else { return "" }
                let scan = KeyOrderScan(table: records.table, column: "key_0", direction: .descending)
                return try scan.statements(
                    within: [KeyIntervals.texts(beginningWith: "model1")[0]], behind: ([0x40], [0x40]),
                    condition: SQLCondition("1")
                ).map { statement in
                    try session.all("EXPLAIN QUERY PLAN \(statement.text)", statement.arguments) { $0.text(3) }
                        .joined(separator: "\n")
                }.joined(separator: "\n")
            }
            #expect(plan.contains("SEARCH artifacts USING INDEX artifacts_by_key_0"), "\(plan)")
            #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
        }
    }
}

extension Restriction {
    fileprivate var isUnrestricted: Bool { self == .everything }
}
