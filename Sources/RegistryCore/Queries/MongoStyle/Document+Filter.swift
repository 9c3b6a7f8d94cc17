extension Document {
    /// A filter in MongoDB's language, as a server can be asked.
    ///
    /// ``Filter/init(document:)`` reads it as a filter that finds the same records, but for ``Filter/anyField(of:named:holding:)``
    /// and ``Filter/span(from:to:in:)``, which MongoDB has no operators for: they are expressions of its own. The conditions of an
    /// ``Condition/anyValue(_:)`` may repeat an operator, which BSON can hold and JSON cannot.
    public init(filter: Filter) {
        switch filter {
        case .everything, .and([]): self = [:]
        // The server refuses an empty $or; nothing fails to match everything.
        case .or([]): self = ["$nor": [[:]]]
        case .and(let parts): self = ["$and": Self.list(parts)]
        case .or(let parts): self = ["$or": Self.list(parts)]
        case .not(.or(let parts)) where !parts.isEmpty: self = ["$nor": Self.list(parts)]
        case .not(let part): self = ["$nor": Self.list([part])]
        case .field(let path, let condition): self.init(asking: condition, of: path)
        case .anyField(of: let path, named: let name, holding: let text):
            self = ["$expr": Self.expression(anyFieldOf: path, name, text)]
        case .span(from: let start, to: let end, in: let range):
            self = ["$expr": Self.expression(from: start, to: end, range)]
        }
    }

    private static func list(_ filters: [Filter]) -> Value { .array(filters.map { .document(Document(filter: $0)) }) }

    private init(asking condition: Condition, of path: FieldPath) {
        let operators = Document(operators: condition)
        switch condition {
        case .all(let parts) where operators.repeatsKeys:
            self.init(filter: .and(parts.map { .field(path, $0) }))
        case .not(let part) where Document(operators: part).repeatsKeys:
            self.init(filter: .not(.field(path, part)))
        default:
            self.init([(path.description, .document(operators))])
        }
    }

    private var repeatsKeys: Bool { Set(keys).count < count }

    /// The operators that hold for a field, or for an element of a list, when the condition does.
    private init(operators condition: Condition) {
        switch condition {
        case .equals(let value): self = ["$eq": value]
        case .less(let value): self = ["$lt": value]
        case .lessOrEqual(let value): self = ["$lte": value]
        case .greater(let value): self = ["$gt": value]
        case .greaterOrEqual(let value): self = ["$gte": value]
        case .oneOf(let values): self = ["$in": .array(values)]
        case .exists(let exists): self = ["$exists": .bool(exists)]
        case .matches(let pattern):
            self = ["$regex": .string(pattern.source)]
            if !pattern.options.isEmpty { self["$options"] = .string(pattern.options.description) }
        // The server refuses an empty list of types and a negative size.
        case .hasType([]): self = ["$in": []]
        case .count(..<0): self = ["$in": []]
        case .hasType(let types): self = ["$type": .array(types.flatMap(\.namesInMongoDB).map { .string($0) })]
        case .count(let count): self = ["$size": Value(count)]
        case .containsAll(let values): self = ["$all": .array(values)]
        case .anyElement(let filter): self = ["$elemMatch": .document(Document(filter: filter))]
        case .anyValue(let parts): self = ["$elemMatch": .document(Document(operators: .all(parts)))]
        case .all(let parts): self.init(operatorsOfAll: parts)
        case .not(.equals(let value)): self = ["$ne": value]
        case .not(.oneOf(let values)): self = ["$nin": .array(values)]
        case .not(let part): self = ["$not": .document(Document(operators: part))]
        }
    }

    private init(operatorsOfAll parts: [Condition]) {
        var operators: [Element] = []
        for part in parts {
            let added = Document(operators: part)
            let isSecondPattern = added["$regex"] != nil && operators.contains { $0.key == "$regex" }
            // Two patterns beside each other would share their options.
            operators += isSecondPattern ? [("$not", ["$not": .document(added)])] : Array(added)
        }
        // No condition is always met, as is being none of no values.
        self.init(distinct: operators.isEmpty ? [("$nin", [])] : operators)
    }
}

extension ValueType {
    fileprivate var namesInMongoDB: [String] { self == .int ? ["int", "long"] : [rawValue] }
}
