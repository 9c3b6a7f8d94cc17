/// Questions that MongoDB's operators cannot ask, in the language of its aggregations.
extension Document {
    /// The time between two moments lies in a range. A bound beyond what the server's numbers hold is none.
    static func expression(from start: FieldPath, to end: FieldPath?, _ range: ClosedRange<Int64>) -> Value {
        let (first, last): (Value, Value) = (value(at: start), end.map(value) ?? "$$NOW")
        let span: Value = ["$subtract": ["$$last", "$$first"]]
        return [
            "$let": [
                "vars": ["first": first, "last": last],
                "in": [
                    "$cond": [
                        [
                            "$and": [
                                ["$eq": [["$type": "$$first"], "date"]], ["$eq": [["$type": "$$last"], "date"]],
                            ]
                        ],
                        [
                            "$and": [
                                ["$gte": [span, .int(range.lowerBound)]], ["$lte": [span, .int(range.upperBound)]],
                            ]
                        ],
                        false,
                    ]
                ],
            ]
        ]
    }

    /// A field of the document at a path has such a name or holds such a text.
    static func expression(anyFieldOf path: FieldPath, _ name: Pattern, _ text: Pattern) -> Value {
        let isFound: Value = [
            "$or": [
                found(name, in: "$$this.k"),
                ["$and": [["$eq": [["$type": "$$this.v"], "string"]], found(text, in: "$$this.v")]],
            ]
        ]
        let document = value(at: path)
        let fields: Value = [
            "$cond": [["$eq": [["$type": document], "object"]], ["$objectToArray": document], []]
        ]
        return ["$anyElementTrue": [["$map": ["input": fields, "in": isFound]]]]
    }

    private static func found(_ pattern: Pattern, in text: Value) -> Value {
        // The server's own condition on the type may come behind this one: what is no text is an empty one here.
        let input: Value = ["$cond": [["$eq": [["$type": text], "string"]], text, ""]]
        return [
            "$regexMatch": [
                "input": input, "regex": .string(pattern.source), "options": .string(pattern.options.description),
            ]
        ]
    }

    /// What documents have at a path. The server goes into the elements of lists, too; these lead to no moment and to no
    /// document.
    private static func value(at path: FieldPath) -> Value { .string("$\(path)") }
}
