import RegistryCore
import RegistryTestKit
import Testing

@testable import SQLiteStorage

@Suite("Records are lent in place while they are read")
struct MergeSourceTests {
    @Test func `a record that is being read stays while another one is looked up`() async throws {
        try await withStore { store, _ in
            // Larger than a page, so that SQLite gathers each in memory of its own.
            let records: [Document] = (0..<3).map { index in
                [
                    "_id": .int(index), "ModelName": "m",
                    "text": .string(String(repeating: "abc"[Int(index)], count: 20_000)),
                ]
            }
            try await store.insert(records, into: .artifacts)
            let seen = try await store.read { session -> [Document] in
                let table = try #require(try RecordTable(.artifacts, in: session))
                let key = OrderedKey.bytes(of: .string("m"))
                let point = QueryDriver.Point(source: .column("key_0"), key: key)
                let source = try MergeSource(
                    QueryDriver(points: [point]), behind: nil, .ascending, needed: 9, table: table.table,
                    in: session)
                var seen: [Document] = []
                while try source.advance() {
                    seen.append(
                        try source.withBody { body in
                            _ = try table.record(number: source.number % 3 + 1, as: Document.self)
                            return try Document(bson: Array(body))
                        })
                }
                return seen
            }
            #expect(seen.map { $0["_id"] } == [.int(0), .int(1), .int(2)])
            #expect(seen.map { $0["text"] } == records.map { $0["text"] })
        }
    }
}

extension String {
    fileprivate subscript(_ index: Int) -> Character { Array(self)[index] }
}
