import RegistryCore

extension StoreContract {
    static func groups(
        _ store: any RegistryStore, by field: FieldPath, matching filter: Filter = .everything
    ) async throws -> [String] {
        try await store.groups(by: field, in: .artifacts, matching: filter, limit: 100).map {
            "\($0.value) \($0.count)"
        }
    }

    static let groupCases: [Case] = [
        Case("groups are counted, the largest first, with missing values as a group of their own") { store in
            let models: [Value?] = ["a", "b", "b", "c", "c", "c", nil, .null, 1, 1.0, 1]
            try await store.insert(
                models.map { model in
                    var record: Document = ["other": 1]
                    record["ModelName"] = model
                    record["Plain"] = model
                    return record
                }, into: .artifacts)
            let expected = ["1 3", "\"c\" 3", "null 2", "\"b\" 2", "\"a\" 1"]
            try expectEqual(try await groups(store, by: "ModelName"), expected, "a counted field")
            try expectEqual(try await groups(store, by: "Plain"), expected, "any other field")
            let filter = Filter.field("ModelName", .oneOf(["a", "c"]))
            try expectEqual(
                try await groups(store, by: "ModelName", matching: filter), ["\"c\" 3", "\"a\" 1"], "with a filter")
            try expectEqual(
                try await store.groups(by: "ModelName", in: .artifacts, matching: .everything, limit: 2).count, 2,
                "a limit")
        },
        Case("counts stay exact through inserts, changes, deletions and repeated writes") { store in
            var random = SeededGenerator(seed: 7)
            var alive: [RecordID] = []
            let run = someRun()
            for round in 0..<40 {
                switch Int.random(in: 0..<4, using: &random) {
                case 0, 1:
                    let models = ["a", "b", "c"].shuffled(using: &random)
                    let start = round * 10
                    alive += try await store.insert(
                        records(of: run, start..<start + 7, model: models[0]), into: .artifacts
                    ).ids
                    try await store.insert(records(of: run, start..<start + 7, model: models[1]), into: .artifacts)
                case 2:
                    guard let id = alive.randomElement(using: &random) else { continue }
                    try await store.update(id, in: .artifacts, RecordChange(set: ["ModelName": "changed"]))
                default:
                    let leaving = alive.shuffled(using: &random).prefix(3)
                    try await store.delete(Array(leaving), from: .artifacts)
                    alive.removeAll { leaving.contains($0) }
                }
                let all = try await pages(store, Query(limit: 1_000))
                let counts = Dictionary(grouping: all) { $0["ModelName"] }.mapValues(\.count)
                let groups = try await store.groups(by: "ModelName", in: .artifacts, matching: .everything, limit: 100)
                try expectEqual(
                    Dictionary(groups.map { ($0.value, $0.count) }) { $0 + $1 },
                    Dictionary(counts.map { ($0.key ?? nil, $0.value) }) { $0 + $1 }, "round \(round)")
            }
        },
        Case("one write may bring ten thousand values of a counted field, and long ones") { store in
            let long = String(repeating: "long", count: 100_000)
            var records: [Document] = (0..<10_500).map { ["ModelName": .string("m\($0)")] }
            records += (0..<5).map { ["ModelName": .string("\(long) \($0)")] }
            try await store.insert(records, into: .artifacts)
            try await store.insert([["ModelName": "m7"]], into: .artifacts)
            let largest = try await store.groups(by: "ModelName", in: .artifacts, matching: .everything, limit: 1)
            try expectEqual(largest, [RecordGroup(value: "m7", count: 2)], "every value has its count")
            try expectEqual(try await store.count(in: .artifacts, matching: .everything), 10_506, "all are there")
        },
        Case("a list is one group as a whole, and distinct values are its elements") { store in
            try await store.insert(
                [["tags": ["x", "y"]], ["tags": ["x", "y"]], ["tags": "x"], ["n": 1]], into: .artifacts)
            try expectEqual(try await groups(store, by: "tags"), ["[\"x\",\"y\"] 2", "null 1", "\"x\" 1"], "groups")
            try expectEqual(
                try await store.distinctValues(of: "tags", in: .artifacts, matching: .everything, limit: 10),
                ["x", "y"],
                "distinct values")
        },
        Case("distinct values come smallest first, equal numbers once, up to the limit") { store in
            let values: [Value] = [3, 1, 2.0, 2, "b", "a", true, nil, 1.5]
            try await store.insert(values.map { ["ModelName": $0, "Plain": $0] } + [["n": 1]], into: .artifacts)
            for field in ["ModelName", "Plain"] as [FieldPath] {
                try expectEqual(
                    try await store.distinctValues(of: field, in: .artifacts, matching: .everything, limit: 100),
                    [nil, 1, 1.5, 2, 3, "a", "b", true], "\(field)")
                try expectEqual(
                    try await store.distinctValues(of: field, in: .artifacts, matching: .everything, limit: 2),
                    [nil, 1],
                    "\(field) with a limit")
            }
        },
    ]
}
