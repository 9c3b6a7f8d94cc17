public import RegistryCore

extension StoreContract {
    /// Records of a run with sequence numbers.
    static func records(of run: RunID, _ sequence: some Sequence<Int>, model: String = "m") -> [Document] {
        sequence.map {
            [
                "_run": .string(run.description), "_seq": .int(Int64($0)), "ModelName": .string(model),
                "n": .int(Int64($0)),
            ]
        }
    }

    /// Some run's identifier.
    public static func someRun(_ number: UInt64 = 1) -> RunID {
        var generator = SeededGenerator(seed: number)
        return RunID(time: WallTime(millisecondsSince1970: 1_700_000_000_000 + Int64(number)), using: &generator)
    }

    static let sequenceCases: [Case] = [
        Case("a write repeated with the same run and sequence number changes nothing") { store in
            let run = someRun()
            let first = try await store.insert(records(of: run, 0..<10), into: .artifacts)
            let again = try await store.insert(records(of: run, 0..<10), into: .artifacts)
            try expectEqual(again.duplicates, 10, "all are known")
            try expectEqual(again.ids, first.ids, "it tells the identifiers of the stored ones")
            try expectEqual(try await store.count(in: .artifacts, matching: .everything), 10, "ten records")
            let groups = try await store.groups(by: "ModelName", in: .artifacts, matching: .everything, limit: 10)
            try expectEqual(groups, [RecordGroup(value: "m", count: 10)], "counted once")
        },
        Case("a write that overlaps an earlier one stores what is new") { store in
            let run = someRun()
            try await store.insert(records(of: run, 0..<6), into: .artifacts)
            let second = try await store.insert(records(of: run, [4, 5, 6, 7, 7]), into: .artifacts)
            try expectEqual(second.duplicates, 3, "4, 5 and the second 7 are known")
            try expectEqual(second.ids.count, 5, "an identifier for each record given")
            try expectEqual(second.ids[3], second.ids[4], "the same record twice in one write is one")
            let found = try await store.find(in: .artifacts, Query(sort: [SortKey("n")])).elements
            try expectEqual(found.map { $0["n"] }, (0..<8).map { .int($0) }, "each once")
        },
        Case("the same sequence number in two runs, and in two collections, is two records") { store in
            try await store.insert(records(of: someRun(1), 0..<3), into: .artifacts)
            let other = try await store.insert(records(of: someRun(2), 0..<3), into: .artifacts)
            let elsewhere = try await store.insert(records(of: someRun(1), 0..<3), into: try CollectionName("other"))
            try expectEqual(other.duplicates + elsewhere.duplicates, 0, "no duplicates")
        },
        Case("a run's identifier means the same in upper and lower case") { store in
            let run = someRun()
            let upper = records(of: run, 0..<3).map { record in
                record.updated(with: ["_run": .string(run.description.uppercased())])
            }
            try await store.insert(upper, into: .artifacts)
            let again = try await store.insert(records(of: run, 0..<4), into: .artifacts)
            try expectEqual(again.duplicates, 3, "the three are known")
            try expectEqual(try await store.deleteRun(run).artifacts, 4, "deleting the run finds them all")
        },
        Case("a run or sequence number that is none is refused") { store in
            for bad in [["_run": "x"], ["_seq": 1], ["_run": .string(someRun().description), "_seq": "1"]] as [Document]
            {
                try await expectError(.invalidArgument, "the origin \(bad)") {
                    try await store.insert([bad], into: .artifacts)
                }
            }
        },
    ]
}
