import RegistryCore
import RegistryTestKit
import SQLiteStorage
import Testing

@Suite("Questions get the answers that a look at every record gives")
struct SameAnswersTests {
    @Test(arguments: 0..<6 as Range<UInt64>)
    func `pages, counts, groups and distinct values agree with the store in memory`(seed: UInt64) async throws {
        try await withStore { store, _ in
            var random = RandomRecords(seed: seed)
            let memory = MemoryStore()
            try await fill(store, memory, &random)
            for round in 0..<60 {
                let filter = try random.filter()
                let note: Comment = "seed \(seed), round \(round), \(filter)"
                let query = Query(filter, sort: random.sort(), limit: random.pick([1, 3, 10, 100]))
                let pages = try await pages(of: store, query)
                let expected = try await self.pages(of: memory, query)
                #expect(pages == expected, note)
                #expect(
                    try await store.count(in: .artifacts, matching: filter)
                        == memory.count(in: .artifacts, matching: filter), note)
                let field = random.pick(RandomRecords.fields)
                let condition = random.chance(40) ? Filter.everything : filter
                let groups = try await store.groups(by: field, in: .artifacts, matching: condition, limit: 7)
                let expectedGroups = try await memory.groups(by: field, in: .artifacts, matching: condition, limit: 7)
                #expect(groups.map(\.count) == expectedGroups.map(\.count), note)
                #expect(groups.map { Key($0.value) } == expectedGroups.map { Key($0.value) }, note)
                let values = try await store.distinctValues(of: field, in: .artifacts, matching: condition, limit: 9)
                let expectedValues = try await memory.distinctValues(
                    of: field, in: .artifacts, matching: condition, limit: 9)
                #expect(values.map(Key.init) == expectedValues.map(Key.init), note)
            }
        }
    }

    /// Any value of a group may stand for it.
    private struct Key: Equatable {
        let bytes: [UInt8]
        init(_ value: Value) { bytes = OrderedKey.bytes(of: value) }
    }

    private func fill(_ store: SQLiteStore, _ memory: MemoryStore, _ random: inout RandomRecords) async throws {
        for _ in 0..<20 {
            let batch = (0..<15).map { _ in random.record() }
            // Identifiers are given, so that both stores have the same.
            let insertion = try await store.insert(batch, into: .artifacts)
            let same = zip(batch, insertion.ids).map { record, id in record.updated(with: ["_id": id.value]) }
            let expected = try await memory.insert(same, into: .artifacts)
            #expect(insertion == expected)
        }
        let ids = try await memory.find(in: .artifacts, Query(limit: 10_000)).elements.compactMap {
            $0["_id"].flatMap(RecordID.init)
        }
        for id in ids where random.chance(25) {
            let change = RecordChange(set: [random.pick(["ModelName", "ExperimentName", "score"]): random.value()])
            #expect(
                try await store.update(id, in: .artifacts, change) == memory.update(id, in: .artifacts, change))
        }
        let gone = ids.filter { _ in random.chance(10) }
        #expect(try await store.delete(gone, from: .artifacts) == memory.delete(gone, from: .artifacts))
    }

    private func pages(of store: some RecordReader, _ query: Query) async throws -> [[Document]] {
        var query = query
        var pages: [[Document]] = []
        repeat {
            let page = try await store.find(in: .artifacts, query)
            pages.append(page.elements)
            query.cursor = page.next
        } while query.cursor != nil && pages.count < 40
        return pages
    }
}
