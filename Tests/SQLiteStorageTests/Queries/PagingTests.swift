import RegistryCore
import RegistryTestKit
import SQLiteStorage
import Testing

@Suite("Pages show every record once, whatever way leads to them")
struct PagingTests {
    private static let models = 300

    private func fill(_ store: SQLiteStore) async throws {
        for batch in 0..<6 {
            let records: [Document] = (0..<500).map { index in
                let number = batch * 500 + index
                return [
                    "_id": .int(Int64(number)), "ModelName": .string("model\(number % Self.models)"),
                    "ArtifactID": .int(Int64(number)), "score": .int(Int64(number * 7 % 11)),
                ]
            }
            try await store.insert(records, into: .artifacts)
        }
    }

    /// Few records of many names, most records, one name, a range of many keys, a condition no index has.
    private static func filters() throws -> [(Filter, (Int) -> Bool)] {
        [
            (
                .field("ModelName", .matches(try Pattern("1", options: .ignoresCase))),
                { "\($0 % models)".contains("1") }
            ),
            (.field("ModelName", .matches(try Pattern("^model"))), { _ in true }),
            (.field("ModelName", .equals("model7")), { $0 % models == 7 }),
            (.field("ArtifactID", .less(.int(2_000))), { $0 < 2_000 }),
            (
                .or([.field("ArtifactID", .equals(.int(5))), .field("ModelName", .equals("model5"))]),
                { $0 % models == 5 }
            ),
            (
                .and([.field("ModelName", .oneOf(["model1", "model2"])), .field("score", .greater(.int(4)))]),
                { [1, 2].contains($0 % models) && $0 * 7 % 11 > 4 }
            ),
            (.field("score", .equals(.int(3))), { $0 * 7 % 11 == 3 }),
        ]
    }

    @Test(arguments: 0..<7, [1, 10, 333])
    func `in the order of identifiers, both ways`(_ number: Int, _ limit: Int) async throws {
        try await withStore { store, _ in
            try await fill(store)
            let (filter, matches) = try Self.filters()[number]
            let expected = (0..<3_000).filter(matches)
            for direction in [SortKey.Direction.ascending, .descending] {
                var query = Query(filter, sort: [SortKey("_id", direction)], limit: limit)
                var found: [Int] = []
                // The order of many short pages shows in the first hundred.
                for _ in 0..<100 {
                    let page = try await store.find(in: .artifacts, query)
                    found += page.elements.compactMap { $0["_id"]?.intValue.map(Int.init) }
                    query.cursor = page.next
                    if query.cursor == nil { break }
                }
                let wanted = direction == .ascending ? expected : expected.reversed()
                #expect(found == Array(wanted.prefix(limit * 100)))
            }
        }
    }

    @Test(arguments: ["ModelName", "score"] as [FieldPath], [SortKey.Direction.ascending, .descending])
    func `in the order of a field while records come and go`(
        _ field: FieldPath, _ direction: SortKey.Direction
    ) async throws {
        try await withStore { store, _ in
            try await fill(store)
            var query = Query(
                .field("ArtifactID", .less(.int(3_000))), sort: [SortKey(field, direction)], limit: 170)
            var found: [Int] = []
            var visitor: Int64 = 10_000
            repeat {
                let page = try await store.find(in: .artifacts, query)
                found += page.elements.compactMap { $0["_id"]?.intValue.map(Int.init) }
                query.cursor = page.next
                visitor += 1
                try await store.insert(
                    [["_id": .int(visitor), "ModelName": "model150", "score": 5, "ArtifactID": 9_999]], into: .artifacts
                )
                try await store.delete([.int(visitor - 1)], from: .artifacts)
            } while query.cursor != nil
            #expect(found.count == 3_000)
            #expect(Set(found).count == 3_000)
        }
    }
}
