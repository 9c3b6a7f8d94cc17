import RegistryCore

/// Expressions of the server's aggregation language that reach into a record as this program does.
///
/// The server's own `"$a.b"` goes into every element of a list on the way and never takes a number for a position.
enum FieldExpression {
    /// What `Document[path:]` gives; missing where that is `nil`.
    static func value(at path: FieldPath) -> Value {
        follow(
            path,
            inList: { list, name in
                guard let index = Int(name), index >= 0, index <= Int(Int32.max), String(index) == name else {
                    return "$$REMOVE"
                }
                return ["$arrayElemAt": [list, .int(Int64(index))]]
            })
    }

    /// What a record is sorted by: its class, and the value if the class has an order. The server compares such documents
    /// field by field.
    ///
    /// - Parameter paths: Where the value stands: at the first of these that has one.
    static func sortKey(at paths: [FieldPath]) -> Value {
        let values = paths.map { follow($0, inList: { _, _ in [] }) }
        // Null and missing are one class.
        let value: Value = ["$ifNull": .array(values + [nil])]
        let branches = SortClass.allCases.filter(\.hasOrder).map { sortClass in
            branch(
                when: ["$in": [["$type": "$$value"], .array(sortClass.typeNames)]],
                then: ["class": .int(Int64(sortClass.rawValue)), "value": "$$value"])
        }
        let missing = branch(
            when: ["$in": [["$type": "$$value"], ["missing", "null"]]], then: sortKey(of: .null))
        return [
            "$let": [
                "vars": ["value": value],
                "in": ["$switch": ["branches": .array([missing] + branches), "default": sortKey(of: [])]],
            ]
        ]
    }

    /// The same for a value that stands in a cursor.
    static func sortKey(of value: Value) -> Value {
        let sortClass = SortClass(of: value)
        return ["class": .int(Int64(sortClass.rawValue)), "value": sortClass.hasOrder ? value : .null]
    }

    private static func branch(when condition: Value, then result: Value) -> Value {
        ["case": condition, "then": result]
    }

    private static func follow(_ path: FieldPath, inList: (Value, String) -> Value) -> Value {
        var value: Value = "$$ROOT"
        for name in path.components {
            let field: Value = ["$getField": ["field": ["$literal": .string(name)], "input": "$$place"]]
            value = [
                "$let": [
                    "vars": ["place": value],
                    "in": [
                        "$switch": [
                            "branches": [
                                branch(when: ["$eq": [["$type": "$$place"], "object"]], then: field),
                                branch(when: ["$isArray": ["$$place"]], then: inList("$$place", name)),
                            ], "default": "$$REMOVE",
                        ]
                    ],
                ]
            ]
        }
        return value
    }
}
