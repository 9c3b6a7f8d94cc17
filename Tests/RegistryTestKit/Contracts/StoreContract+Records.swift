import BSONCoding
import RegistryCore

extension StoreContract {
    static let recordCases: [Case] = [
        Case("a record that was inserted is found by its identifier, its fields in order") { store in
            let record: Document = ["ModelName": "MyModel", "Accuracy": 0.95, "iteration": 100]
            let insertion = try await store.insert([record], into: .artifacts)
            let id = try unwrap(insertion.ids.first, "an insertion says the new identifier")
            let found = try unwrap(try await store.record(id, in: .artifacts), "the record is there")
            try expectEqual(
                Array(found.keys), ["_id", "ModelName", "Accuracy", "iteration"], "fields keep their order")
            try expectEqual(found["Accuracy"], 0.95, "values are kept")
        },
        Case("a record that is not there is nil, and deleting or changing it says so") { store in
            let absent = RecordID.objectID(ObjectID())
            try expectEqual(try await store.record(absent, in: .artifacts), nil, "no record")
            try expectEqual(try await store.delete([absent], from: .artifacts), 0, "nothing deleted")
            try expectEqual(
                try await store.update(absent, in: .artifacts, RecordChange(set: ["a": 1])), false, "nothing changed")
        },
        Case("a store says which collections of records it has, and nothing of its own making") { store in
            let builtIn: [CollectionName] = [.artifacts, .files, .runs]
            try expectEqual(try await store.collections(), builtIn, "of an empty store")
            let run = Run(id: RunID(hashing: [1]), startTime: WallTime(millisecondsSince1970: 0))
            try await store.insert([run.document], into: .runs)
            let point = SeriesPoint(step: 1, time: run.startTime, value: 1, sequence: 1)
            try await store.append([SeriesAppend(series: SeriesID(run: run.id, metric: "m"), points: [point])])
            try await store.appendLog([LogLine(sequence: 1, time: run.startTime, text: "line")], to: run.id)
            for name in ["Views-1", "a_b"] { try await store.insert([["n": 1]], into: try CollectionName(name)) }
            try await store.insert([["_id": "gone"]], into: .trash)
            let names = try await store.collections().map(\.description)
            try expectEqual(names, ["Views-1", "a_b", "artifacts", "files", "runs", "trash"], "by their names")
        },
        Case("an insertion with a taken identifier stores none of its records") { store in
            try await store.insert([["_id": "taken", "n": 1]], into: try CollectionName("notes"))
            try await expectError(.alreadyExists, "a taken _id") {
                try await store.insert([["_id": "free"], ["_id": "taken"]], into: try CollectionName("notes"))
            }
            try expectEqual(
                try await store.count(in: try CollectionName("notes"), matching: .everything), 1, "none stored")
        },
        Case("an insertion with one record that cannot be stored stores none") { store in
            for bad in [["": 1], ["$set": 1], ["a.b": 1], ["a\0": 1], ["a": ["$gt": 1]]] as [Document] {
                try await expectError(.invalidArgument, "the record \(bad)") {
                    try await store.insert([["good": 1], bad], into: .artifacts)
                }
            }
            try expectEqual(try await store.count(in: .artifacts, matching: .everything), 0, "none stored")
        },
        Case("records nested too deep or too large are refused and say so") { store in
            var deep: Value = 1
            for _ in 0..<80 { deep = ["a": deep] }
            let nested = deep
            try await expectError(.invalidArgument, "80 levels") {
                try await store.insert([["deep": nested]], into: .artifacts)
            }
            let large = String(repeating: "x", count: 13 * 1_024 * 1_024)
            try await expectError(.invalidArgument, "13 MiB") {
                try await store.insert([["large": .string(large)]], into: .artifacts)
            }
        },
        Case("a change or a put that would make a record too deep, too large or badly named is refused") { store in
            var deep: Value = 1
            for _ in 0..<70 { deep = ["a": deep] }
            let large = Value(String(repeating: "x", count: 7 * 1_024 * 1_024))
            let ids = try await store.insert([["file": "a", "half": large]], into: .files).ids
            let id = try unwrap(ids.first, "an id")
            for bad in [large, deep, ["$set": 1], ["a.b": 1], ["": 1], ["a\0": 1]] as [Value] {
                try await expectError(.invalidArgument, "a change to a bad value") {
                    try await store.update(id, in: .files, RecordChange(set: ["new": bad]))
                }
                try await expectError(.invalidArgument, "a put of a bad value") {
                    try await store.put(["file": "a", "new": bad], into: .files, matching: "file")
                }
            }
            let found = try await store.record(id, in: .files)
            try expectEqual(found.map { Array($0.keys) }, ["_id", "file", "half"], "the record is as it was")
        },
        Case("a record of ten megabytes is kept") { store in
            let text = String(repeating: "0123456789", count: 1_048_576)
            let insertion = try await store.insert([["large": .string(text)]], into: .artifacts)
            let found = try await store.record(try unwrap(insertion.ids.first, "an id"), in: .artifacts)
            try expect(found?["large"]?.stringValue == text, "the text comes back")
        },
        Case("an empty insertion is no error and stores nothing") { store in
            try expectEqual(try await store.insert([], into: .artifacts), Insertion(ids: [], duplicates: 0), "nothing")
        },
        Case("a change sets and removes fields at any depth and leaves the rest") { store in
            let insertion = try await store.insert(
                [["a": 1, "b": ["c": 2, "d": 3], "list": [1, 2]]], into: .artifacts)
            let id = try unwrap(insertion.ids.first, "an id")
            let change = RecordChange(set: ["b.c": 20, "new.deep": true, "list.1": "two"], remove: ["a", "absent"])
            try expectEqual(try await store.update(id, in: .artifacts, change), true, "it was there")
            let found = try unwrap(try await store.record(id, in: .artifacts), "still there")
            try expectEqual(found["a"], nil, "removed")
            try expectEqual(found["b"], ["c": 20, "d": 3], "set at depth")
            try expectEqual(found["new"], ["deep": true], "documents on the way are made")
            try expectEqual(found["list"], [1, "two"], "an element by its number")
        },
        Case("a change of the registry's own fields, or through a value without fields, is refused") { store in
            let insertion = try await store.insert([["a": 1]], into: .artifacts)
            let id = try unwrap(insertion.ids.first, "an id")
            for path in ["_id", "_run", "_seq", "a.b"] as [FieldPath] {
                try await expectError(.invalidArgument, "a change of \(path)") {
                    try await store.update(id, in: .artifacts, RecordChange(set: [path: 1]))
                }
            }
            try expectEqual(try await store.record(id, in: .artifacts)?["a"], 1, "the record is as it was")
        },
        Case("put adds a record once and updates it afterwards") { store in
            let first = try await store.put(
                ["file": "a.csv", "filetype": "csv", "size": 1], into: .files, matching: "file")
            let second = try await store.put(["file": "a.csv", "filetype": "table"], into: .files, matching: "file")
            try expectEqual(second, first, "the same record")
            let found = try unwrap(try await store.record(first, in: .files), "there")
            try expectEqual(found["filetype"], "table", "the new value")
            try expectEqual(found["size"], 1, "fields that were not named stay")
            try expectEqual(try await store.count(in: .files, matching: .everything), 1, "one record")
        },
        Case("put finds its record among many that only look like it") { store in
            // In these, a condition on the field holds for an element of a list, and the field itself is not there.
            try await store.insert((0..<300).map { _ in ["a": [["b": 1]]] }, into: .artifacts)
            let id = try unwrap(
                try await store.insert([["a": ["b": 1]]] + (0..<300).map { _ in ["a": [["b": 1]]] }, into: .artifacts)
                    .ids.first, "an id")
            try expectEqual(
                try await store.put(["a": ["b": 1], "n": 2], into: .artifacts, matching: "a.b"), id, "the same record")
            try expectEqual(try await store.count(in: .artifacts, matching: .everything), 601, "nothing was added")
        },
        Case("delete removes the named records and counts them") { store in
            let ids = try await store.insert((0..<10).map { ["n": .int($0)] }, into: .artifacts).ids
            try expectEqual(
                try await store.delete(Array(ids[2..<5]) + [ids[2]], from: .artifacts), 3, "three were there")
            try expectEqual(try await store.count(in: .artifacts, matching: .everything), 7, "seven are left")
        },
        Case("collections are apart from each other") { store in
            try await store.insert([["n": 1]], into: try CollectionName("first"))
            try expectEqual(try await store.count(in: try CollectionName("second"), matching: .everything), 0, "empty")
            try expectEqual(
                try await store.find(in: try CollectionName("third"), Query()).elements, [], "unknown is empty")
        },
        Case("metadata is found by any key at any depth, however it was written") { store in
            try await store.insert(
                [
                    ["n": 1, "Metadata": ["optimizer": ["name": "adam", "lr": 0.1]]],
                    ["n": 2, "Metadata": [["optimizer": "sgd"], ["seed": 3]]],
                    ["n": 3, "Metadata": [["key": "optimizer", "value": "x"]]],
                    ["n": 4, "Metadata": []], ["n": 5],
                ], into: .artifacts)
            func found(_ pattern: String) async throws -> [Value?] {
                let filter = Filter.field("_metadataKeys", .matches(try Pattern(pattern, options: .ignoresCase)))
                return try await store.find(in: .artifacts, Query(filter)).elements.map { $0["n"] }
            }
            try expectEqual(try await found("OPTIMIZER"), [1, 2, 3], "by a key on top")
            try expectEqual(try await found("^lr$"), [1], "by a nested key")
            try expectEqual(try await found("^optimizer\\.lr$"), [1], "by a dotted path")
            try expectEqual(try await found("seed"), [2], "in a list of one-key documents")
            try expectEqual(try await found("absent"), [], "nothing else")
        },
        Case("metadata that is neither document nor list is refused") { store in
            for bad in ["text", 5, ["a", "b"]] as [Value] {
                try await expectError(.invalidArgument, "Metadata \(bad)") {
                    try await store.insert([["Metadata": bad]], into: .artifacts)
                }
            }
        },
    ]
}
