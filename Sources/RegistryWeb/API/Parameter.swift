import RegistryCore

/// A field of an address's query, or of a request's head, as an operation takes it.
struct Parameter: Sendable {
    let name: String
    /// What it does, its default included: a sentence.
    let meaning: String
    /// What its value looks like, as JSON Schema.
    let schema: Document
    var isRequired = false

    static func text(_ name: String, _ meaning: String) -> Parameter {
        Parameter(name: name, meaning: meaning, schema: ["type": "string"])
    }

    /// One that may occur many times.
    static func texts(_ name: String, _ meaning: String) -> Parameter {
        Parameter(name: name, meaning: meaning, schema: ["type": "array", "items": ["type": "string"]])
    }

    static func number(_ name: String, _ range: ClosedRange<Int>, _ meaning: String) -> Parameter {
        Parameter(
            name: name, meaning: meaning,
            schema: [
                "type": "integer", "minimum": .int(Int64(range.lowerBound)), "maximum": .int(Int64(range.upperBound)),
            ])
    }

    static func step(_ name: String, _ meaning: String) -> Parameter {
        Parameter(name: name, meaning: meaning, schema: ["type": "integer", "format": "int64"])
    }

    static func choice(_ name: String, _ values: [String], _ meaning: String) -> Parameter {
        Parameter(
            name: name, meaning: meaning, schema: ["type": "string", "enum": .array(values.map { .string($0) })])
    }

    /// The same one, without which the operation cannot be.
    var required: Parameter {
        var parameter = self
        parameter.isRequired = true
        return parameter
    }
}

extension Parameter {
    static let filter = text("filter", "Only records for which this expression holds, such as MSE < 0.05.")

    /// What pages of records are asked for with.
    static let page = [
        filter, text("sort", "Fields separated by commas, a minus in front for the largest first."),
        number("limit", 1...RecordAnswer.mostRecords, "At most so many records; 50 unless said."),
        text("cursor", "Where the page before ended, as it said in next."),
    ]

    /// What groups are asked for with.
    static func groups(by field: String) -> [Parameter] {
        [
            text("by", "The field whose values are counted; \(field) unless said."), filter,
            number("limit", 1...1_000, "At most so many groups; 100 unless said."),
        ]
    }

    static let idempotencyKey = text(
        RequestKey.headerName,
        "Any text of at most 255 characters that the client makes up for the request: sent again with the same one, "
            + "the request does nothing a second time.")
}
