import RegistryCore

extension StoreContract {
    static let filterCases: [Case] = [
        Case("conditions mean what they mean in MongoDB") { store in
            let records: [Document] = [
                ["n": 0, "a": 1], ["n": 1, "a": 1.0], ["n": 2, "a": "1"], ["n": 3, "a": nil], ["n": 4],
                ["n": 5, "a": [1, 2, 3]], ["n": 6, "a": ["b": 1]], ["n": 7, "a": [["b": 1], ["b": 2]]],
                ["n": 8, "a": []],
                ["n": 9, "a": .double(.nan)], ["n": 10, "a": "Auto encoder"], ["n": 11, "a": true],
            ]
            try await store.insert(records, into: .artifacts)
            let questions: [(String, [Int64])] = [
                ("{\"a\": 1}", [0, 1, 5]), ("{\"a\": null}", [3, 4]), ("{\"a\": {\"$exists\": false}}", [4]),
                ("{\"a\": {\"$gt\": 1}}", [5]), ("{\"a\": {\"$gte\": 1}}", [0, 1, 5]),
                ("{\"a\": {\"$lt\": 2}}", [0, 1, 5]),
                ("{\"a\": {\"$ne\": 1}}", [2, 3, 4, 6, 7, 8, 9, 10, 11]),
                ("{\"a\": {\"$in\": [\"1\", true]}}", [2, 11]),
                ("{\"a.b\": 1}", [6, 7]), ("{\"a.b\": null}", [0, 1, 2, 3, 4, 9, 10, 11]), ("{\"a.1\": 2}", [5]),
                ("{\"a\": {\"$size\": 3}}", [5]), ("{\"a\": {\"$all\": [1, 3]}}", [5]), ("{\"a\": []}", [8]),
                ("{\"a\": {\"$elemMatch\": {\"$gt\": 1, \"$lt\": 3}}}", [5]),
                ("{\"a\": {\"$elemMatch\": {\"b\": 2}}}", [7]),
                ("{\"a\": {\"$type\": \"array\"}}", [5, 7, 8]), ("{\"a\": {\"$type\": \"number\"}}", [0, 1, 5, 9]),
                ("{\"a\": {\"$regex\": \"^auto\", \"$options\": \"i\"}}", [10]),
                ("{\"a\": {\"$regex\": \"^auto\"}}", []),
                ("{\"a\": {\"$not\": {\"$gte\": 0}}}", [2, 3, 4, 6, 7, 8, 9, 10, 11]),
                ("{\"$or\": [{\"a\": true}, {\"n\": {\"$lt\": 1}}]}", [0, 11]),
                ("{\"$nor\": [{\"n\": {\"$gt\": 1}}, {\"a\": 1}]}", []), ("{\"a\": {\"$numberDouble\": \"NaN\"}}", [9]),
                ("{\"a\": {\"$lte\": {\"$numberDouble\": \"NaN\"}}}", [9]),
            ]
            for (json, expected) in questions {
                let filter = try Filter(document: try Document(json: json))
                let found = try await store.find(in: .artifacts, Query(filter)).elements
                try expectEqual(found.compactMap { $0["n"]?.intValue }, expected, json)
                try expectEqual(
                    try await store.count(in: .artifacts, matching: filter), expected.count, "count of \(json)")
            }
        },
        Case("random questions about random records are answered as plain evaluation answers them") { store in
            for seed in 1...12 as ClosedRange<UInt64> {
                var random = SeededGenerator(seed: seed)
                let collection = try CollectionName("random\(seed)")
                let records = (0..<60 as Range<Int64>).map { number in
                    var record = DocumentGenerator.document(using: &random)
                    record["_id"] = .int(number)
                    return record
                }
                try await store.insert(records, into: collection)
                let stored = try await store.find(in: collection, Query(limit: 1_000)).elements
                for _ in 0..<80 {
                    let filter = FilterGenerator.filter(using: &random)
                    let found = try await store.find(in: collection, Query(filter, limit: 1_000)).elements
                    let expected = stored.filter { filter.matches($0) }
                    try expectEqual(
                        found.map { $0["_id"] }, expected.map { $0["_id"] },
                        "seed \(seed), \(Document(filter: filter).json())")
                }
            }
        },
        Case("indexed fields answer as others do: equality, ranges, prefixes, lists, missing values") { store in
            let names: [Value] = [
                "auto", "autoencoder", "Auto", "AUTO", "xauto", "", "au", nil, 5, 5.0, ["auto", "other"],
                ["name": "auto"], "äuto",
                "auto\u{10FFFF}", "autp", [],
            ]
            var records = names.enumerated().map { index, name in
                ["n": .int(Int64(index)), "ModelName": name] as Document
            }
            records.append(["n": .int(Int64(names.count))])
            try await store.insert(records, into: .artifacts)
            let conditions: [Condition] = [
                .equals("auto"), .equals(nil), .equals(5), .equals(["auto", "other"]), .oneOf(["auto", 5, nil]),
                .exists(true),
                .exists(false), .greater("auto"), .lessOrEqual("auto"), .less(6), .matches(try Pattern("^auto")),
                .matches(try Pattern("^auto", options: .ignoresCase)), .matches(try Pattern("auto")),
                .not(.equals("auto")),
                .not(.matches(try Pattern("^au"))), .hasType([.array]), .count(2), .all([.greater("a"), .less("b")]),
                .matches(try Pattern("^$")), .matches(try Pattern("UTO", options: .ignoresCase)),
            ]
            for condition in conditions {
                let filter = Filter.field("ModelName", condition)
                let found = try await store.find(in: .artifacts, Query(filter)).elements
                let expected = records.filter { filter.matches($0) }
                try expectEqual(found.map { $0["n"] }, expected.map { $0["n"] }, "\(condition)")
                try expectEqual(
                    try await store.count(in: .artifacts, matching: filter), expected.count, "count of \(condition)")
            }
        },
        Case("a catastrophic pattern is answered, or ends as timedOut, within its limit") { store in
            let text = String(repeating: "a", count: 40) + "!"
            try await store.insert([["text": .string(text)], ["text": "aaa"]], into: .artifacts)
            let filter = Filter.field("text", .matches(try Pattern("^(a+)+$")))
            let query = Query(filter, timeLimit: .milliseconds(500))
            do {
                let found = try await store.find(in: .artifacts, query).elements
                try expectEqual(found.map { $0["text"] }, ["aaa"], "the right answer")
            } catch let error as RegistryError {
                try expectEqual(error.code, .timedOut, "the limit")
            }
            try await store.checkHealth()
        },
        Case("a large pattern over one large text is answered, or ends as timedOut, within its limit") { store in
            try await store.insert([["text": .string(PatternGenerator.crowdedText)]], into: .artifacts)
            let filter = Filter.field("text", .matches(try Pattern(PatternGenerator.crowdedPattern)))
            do {
                let found = try await store.find(in: .artifacts, Query(filter, timeLimit: .milliseconds(300))).elements
                try expectEqual(found.count, 0, "the right answer")
            } catch let error as RegistryError {
                try expectEqual(error.code, .timedOut, "the limit")
            }
            try await store.checkHealth()
        },
    ]
}
