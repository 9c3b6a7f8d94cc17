import RegistryCore
import RegistryTestKit
import Testing

@testable import SQLiteStorage

@Suite("Counts of groups are exact whatever happens to the records")
struct GroupCountsTests {
    @Test(arguments: 0..<4 as Range<UInt64>)
    func `random inserts, updates, puts and deletes keep the counts exact`(seed: UInt64) async throws {
        try await withStore { store, _ in
            var random = RandomRecords(seed: seed)
            var ids: [RecordID] = []
            for _ in 0..<60 {
                switch random.pick([0, 0, 1, 2, 3]) {
                case 0:
                    let insertion = try await store.insert((0..<8).map { _ in random.record() }, into: .artifacts)
                    ids += insertion.ids
                case 1:
                    let change = RecordChange(
                        set: ["ModelName": random.value()], remove: random.chance(50) ? ["ExperimentName"] : [])
                    if let id = ids.randomElement(using: &random.generator) {
                        try await store.update(id, in: .artifacts, change)
                    }
                case 2:
                    ids.append(
                        try await store.put(
                            ["ModelName": random.value(), "ExperimentName": random.value()], into: .artifacts,
                            matching: "ModelName"))
                default:
                    try await store.delete(ids.filter { _ in random.chance(15) }, from: .artifacts)
                }
                try await expectExactCounts(store)
            }
        }
    }

    @Test func `a call that fails leaves the counts as they were`() async throws {
        try await withStore { store, _ in
            try await store.insert([["_id": "a", "ModelName": "x"]], into: .artifacts)
            let error = await registryError {
                try await store.insert([["ModelName": "y"], ["_id": "a", "ModelName": "z"]], into: .artifacts)
            }
            #expect(error?.code == .alreadyExists)
            let groups = try await store.groups(by: "ModelName", in: .artifacts, matching: .everything, limit: 9)
            #expect(groups == [RecordGroup(value: "x", count: 1)])
        }
    }

    @Test func `sixteen writers at once leave exact counts`() async throws {
        try await withStore { store, _ in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<16 {
                    group.addTask {
                        for round in 0..<10 {
                            let ids = try await store.insert(
                                (0..<5).map {
                                    [
                                        "ModelName": .string("m\(($0 + writer) % 4)"),
                                        "ExperimentName": .int(Int64(round)),
                                    ]
                                },
                                into: .artifacts
                            ).ids
                            try await store.delete([ids[0]], from: .artifacts)
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await store.count(in: .artifacts, matching: .everything) == 16 * 10 * 4)
            try await expectExactCounts(store)
        }
    }
}
