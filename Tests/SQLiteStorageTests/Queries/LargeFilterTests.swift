import RegistryCore
import RegistryTestKit
import Testing

@testable import SQLiteStorage

@Suite("The largest questions that are allowed get their answers")
struct LargeFilterTests {
    private static let conditions = Filter.mostConditions

    /// Expects the answers of the store in memory, on every way to an answer.
    private func expectSameAnswers(_ filter: Filter, _ note: Comment) async throws {
        let records: [Document] = (0..<60).map { index in
            [
                "_id": .int(index), "ModelName": .string("model\(index % 20)"), "ArtifactID": .int(index),
                "ExperimentName": .string("experiment\(index % 7)"),
                "Metadata": .document(Document([("name\(index % 9)", .int(index))])), "score": .int(index % 50),
            ]
        }
        try await withStore { store, _ in
            let memory = MemoryStore()
            try await store.insert(records, into: .artifacts)
            try await memory.insert(records, into: .artifacts)
            for sort in [[], [SortKey("ModelName", .descending)], [SortKey("score", .ascending)]] {
                let query = Query(filter, sort: sort, limit: 25)
                let found = try await store.find(in: .artifacts, query).elements
                #expect(try await memory.find(in: .artifacts, query).elements == found, note)
            }
            let count = try await store.count(in: .artifacts, matching: filter)
            #expect(try await memory.count(in: .artifacts, matching: filter) == count, note)
            let groups = try await store.groups(by: "ArtifactID", in: .artifacts, matching: filter, limit: 9)
            #expect(groups.count == min(9, count), note)
        }
    }

    @Test func `as many conditions as are allowed, on one field and on several`() async throws {
        let fields: [FieldPath] = ["ArtifactID", "_id", "score", "ModelName", "_metadataKeys"]
        let values: [(Int) -> Value] = [
            { .int(Int64($0)) }, { .int(Int64($0)) }, { .int(Int64($0)) }, { .string("model\($0)") },
            { .string("name\($0)") },
        ]
        let all: [(String, [Filter])] = [
            ("points", (0..<Self.conditions).map { .field("ArtifactID", .equals(.int(Int64($0 * 2)))) }),
            ("ranges", (0..<Self.conditions).map { .field("ArtifactID", .greater(.int(Int64($0 + 20)))) }),
            ("elements", (0..<Self.conditions).map { .field("_metadataKeys", .equals(.string("name\($0 * 2)"))) }),
            (
                "several fields",
                (0..<Self.conditions).map {
                    .field(fields[$0 % 5], $0 % 3 == 0 ? .equals(values[$0 % 5]($0)) : .less(values[$0 % 5]($0 / 50)))
                }
            ),
        ]
        for (name, parts) in all {
            try await expectSameAnswers(.or(parts), "or, \(name)")
            try await expectSameAnswers(.not(.or(parts)), "not or, \(name)")
            try await expectSameAnswers(.and(parts.map { .not($0) }), "and, \(name)")
        }
    }

    @Test(arguments: [8, 16, 20, 24, Filter.deepestNesting])
    func `questions nested as deeply as is allowed`(levels: Int) async throws {
        for wraps in [0, 1, 2] {
            var filter = Filter.field("ArtifactID", .less(.int(20)))
            for level in 0..<levels {
                let other = Filter.field(
                    level % 4 < 2 ? "ModelName" : "_metadataKeys",
                    .oneOf([.string("model\(level)"), .string("name\(level % 9)")]))
                filter =
                    switch (wraps, level % 2) {
                    case (0, 0): .and([.field("ArtifactID", .less(.int(Int64(80 - level)))), filter])
                    case (0, _): .or([other, filter])
                    case (1, 0): .and([filter, .not(other)])
                    case (1, _): .or([filter, other])
                    default: .not(.or([other, filter]))
                    }
            }
            try await expectSameAnswers(filter, "\(levels) levels, \(wraps)")
        }
    }

    @Test func `the largest question in MongoDB's language is answered`() async throws {
        let parts = (0..<Self.conditions / 2).map { "{\"ArtifactID\": \($0)}" }.joined(separator: ",")
        try await expectSameAnswers(try Filter(json: "{\"$or\": [\(parts)]}"), "wide")
        var text = "{\"ArtifactID\": 7}"
        for level in 1..<Filter.deepestNesting {
            text = "{\"\(level % 2 == 0 ? "$or" : "$and")\": [{\"ModelName\": \"model\(level)\"}, \(text)]}"
        }
        try await expectSameAnswers(try Filter(json: text), "deep")
    }
}
