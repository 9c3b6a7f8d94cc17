import BSONCoding
public import RegistryCore

extension StoreContract {
    /// Values at the edges of what can be stored.
    public static let edgeValues: [Value] = [
        nil, true, false, 0, 1, -1, .int(.min), .int(.max), 0.0, .double(-0.0), 1.0, .double(.greatestFiniteMagnitude),
        .double(.leastNonzeroMagnitude), .double(.nan), .double(.infinity), .double(-.infinity), 9_007_199_254_740_993,
        "", "text", "Grüße, 世界 👩🏽‍🚀 \u{202E}rtl", "e\u{301}", "é", "\0 NUL \u{1}\u{7F}", "\n\r\t\"\\",
        .string(String(repeating: "long ", count: 20_000)), .date(WallTime(millisecondsSince1970: 0)),
        .date(WallTime(millisecondsSince1970: -62_135_596_800_001)), .date(WallTime(millisecondsSince1970: .max)),
        .date(WallTime(millisecondsSince1970: .min)), .binary(Binary([])), .binary(Binary([0, 1, 255], subtype: 0)),
        .binary(Binary(Array(repeating: 7, count: 16), subtype: 4)), .binary(Binary([1], subtype: 200)),
        .objectID(ObjectID()), [], [[]], [nil, [1, [2]], ["a": 1]], [:], ["a": ["b": ["c": nil]]], ["0": 1, "1": 2],
        .array((0..<5_000).map { .int($0) }),
    ]

    static let valueCases: [Case] = [
        Case("every value comes back as it was stored") { store in
            let ids = try await store.insert(edgeValues.map { ["value": $0] }, into: .artifacts).ids
            for (id, value) in zip(ids, edgeValues) {
                let found = try await store.record(id, in: .artifacts)
                try expectEqual(found?["value"], value, "stored alone")
            }
        },
        Case("every scalar is found by equality, and only what equals it") { store in
            let scalars = edgeValues.filter { $0.arrayValue == nil && $0.documentValue == nil && $0 != nil }
            try await store.insert(scalars.map { ["value": $0] }, into: .artifacts)
            for value in scalars {
                let found = try await store.find(in: .artifacts, Query(.field("value", .equals(value)))).elements
                let expected = scalars.filter { Value.order($0, value) == .equal }
                try expectEqual(
                    found.compactMap { $0["value"] }, expected, "records equal to \(value.description.prefix(60))")
            }
        },
        Case("field names in any script come back and can be asked for") { store in
            for name in [
                "Größe", "精度", "🎯", "with space", "slash/and:colon", "e\u{301}", String(repeating: "k", count: 900),
            ] {
                let path = try FieldPath(name)
                try await store.insert(
                    [[name]].map { _ in
                        var record = Document(); record[name] = 7; return record
                    }, into: .artifacts)
                try expectEqual(
                    try await store.count(in: .artifacts, matching: .field(path, .equals(7))), 1,
                    "the field \(name.prefix(20))")
            }
        },
    ]
}
