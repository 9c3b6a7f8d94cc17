/// Reads a filter from a document in MongoDB's language. One reader reads one filter: it counts.
struct FilterReader {
    /// Where in the question something stands, for messages.
    struct Place: CustomStringConvertible {
        let description: String
        let depth: Int

        static let root = Place(description: "", depth: 0)

        func inside(_ name: String) -> Place {
            Place(description: description.isEmpty ? name : "\(description).\(name)", depth: depth + 1)
        }

        func element(_ index: Int) -> Place { Place(description: "\(description)[\(index)]", depth: depth) }
    }

    private static let mostListedValues = 10_000

    private var conditions = 0
    private var listedValues = 0

    mutating func filter(_ document: Document, at place: Place) throws(RegistryError) -> Filter {
        try checkDepth(of: place)
        var parts: [Filter] = []
        for (key, value) in document {
            let here = place.inside(key)
            switch key {
            case "$and": parts.append(.and(try filters(value, at: here)))
            case "$or": parts.append(.or(try filters(value, at: here)))
            case "$nor":
                let filters = try filters(value, at: here)
                parts.append(.not(filters.count == 1 ? filters[0] : .or(filters)))
            default:
                if key.utf8.first == UInt8(ascii: "$") { throw notAllowed(key, at: place) }
                let path = try FieldPath(key)
                parts.append(contentsOf: try fieldConditions(value, at: here).map { .field(path, $0) })
            }
        }
        return switch parts.count {
        case 0: .everything
        case 1: parts[0]
        default: .and(parts)
        }
    }

    private mutating func filters(_ value: Value, at place: Place) throws(RegistryError) -> [Filter] {
        guard case .array(let elements) = value, !elements.isEmpty else {
            throw wrongOperand(at: place, "a list of at least one question")
        }
        var filters: [Filter] = []
        for (index, element) in elements.enumerated() {
            try count(at: place)
            guard case .document(let document) = element else {
                throw wrongOperand(at: place, "a list of questions, each a document")
            }
            filters.append(try filter(document, at: place.element(index)))
        }
        return filters
    }

    /// What is asked of one field: a value that it equals, or operators.
    private mutating func fieldConditions(_ value: Value, at place: Place) throws(RegistryError) -> [Condition] {
        if case .document(let document) = value, document.first?.key.utf8.first == UInt8(ascii: "$") {
            return try conditions(document, at: place)
        }
        try count(at: place)
        return [.equals(try plain(value, at: place))]
    }

    // MARK: - Limits and faults

    func checkDepth(of place: Place) throws(RegistryError) {
        guard place.depth <= Filter.deepestNesting else {
            throw RegistryError(
                .invalidArgument, "The question is nested deeper than \(Filter.deepestNesting) levels. Make it flatter."
            )
        }
    }

    mutating func count(at place: Place) throws(RegistryError) {
        conditions += 1
        guard conditions <= Filter.mostConditions else {
            throw RegistryError(
                .invalidArgument,
                "The question has more than \(Filter.mostConditions) conditions. Use $in for a field with many values.")
        }
    }

    mutating func countValues(_ values: [Value], at place: Place) throws(RegistryError) {
        listedValues += values.count
        guard listedValues <= Self.mostListedValues else {
            throw RegistryError(
                .invalidArgument, "The question lists more than \(Self.mostListedValues) values. Ask in several parts.")
        }
    }

    /// A value to compare with: no operator may hide in it.
    func plain(_ value: Value, at place: Place) throws(RegistryError) -> Value {
        switch value {
        case .document(let document):
            for (key, inner) in document {
                if key.utf8.first == UInt8(ascii: "$") { throw notAllowed(key, at: place) }
                try checkDepth(of: place.inside(key))
                _ = try plain(inner, at: place.inside(key))
            }
        case .array(let elements):
            try checkDepth(of: place)
            for (index, element) in elements.enumerated() {
                let here = Place(description: place.element(index).description, depth: place.depth + 1)
                _ = try plain(element, at: here)
            }
        default: break
        }
        return value
    }

    func notAllowed(_ name: String, at place: Place) -> RegistryError {
        let position = place.description.isEmpty ? "at the top of the question" : "in \(quoted(place.description))"
        return RegistryError(
            .invalidArgument,
            "The operator \(quoted(name)) cannot be used \(position). Fields take \(Self.fieldOperators.joined(separator: " ")); "
                + "around them stand $and $or $nor.")
    }

    func wrongOperand(at place: Place, _ expected: String) -> RegistryError {
        RegistryError(.invalidArgument, "\(quoted(place.description)) in the question takes \(expected).")
    }

    private static let fieldOperators = [
        "$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$in", "$nin", "$exists", "$regex", "$options", "$not", "$all",
        "$elemMatch", "$size", "$type",
    ]

    private func quoted(_ text: String) -> String {
        let visible = text.unicodeScalars.prefix(100).map { $0.value < 32 ? "\u{FFFD}" : $0 }
        return "\"\(String(String.UnicodeScalarView(visible)))\""
    }
}
