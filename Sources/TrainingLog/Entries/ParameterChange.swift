public import RegistryCore

/// A change of a run's parameters after it began.
public struct ParameterChange: Hashable, Sendable {
    /// The parameters that are set, by their names: any text of at most 1,024 bytes without control characters.
    public var values: [String: Value]
    /// The names of parameters that are removed; those that are not there, or are set as well, are no error.
    public var removed: Set<String>
    /// Whether all parameters that are not among the values are removed.
    public var replacesAll: Bool

    /// A change.
    public init(values: [String: Value] = [:], removed: Set<String> = [], replacesAll: Bool = false) {
        self.values = values
        self.removed = removed
        self.replacesAll = replacesAll
    }

    /// The change as a journal keeps it: `values`, with names escaped as the run's record has them, `removed` and
    /// `replacesAll`.
    var document: Document {
        [
            "values": .document(fields), "removed": .array(removed.sorted().map { .string($0) }),
            "replacesAll": .bool(replacesAll),
        ]
    }

    /// Reads what ``document`` wrote; `nil` for anything else.
    init?(_ document: Document) {
        guard let fields = document["values"]?.documentValue, let removed = document["removed"]?.arrayValue,
            let replacesAll = document["replacesAll"]?.boolValue
        else { return nil }
        values = [:]
        for (name, value) in fields { values[FieldName.unescaped(name)] = value }
        self.removed = Set(removed.compactMap(\.stringValue))
        self.replacesAll = replacesAll
    }

    /// What it changes in the run's record.
    var recordChange: RecordChange {
        guard !replacesAll else { return RecordChange(set: ["parameters": .document(fields)]) }
        var change = RecordChange()
        for (name, value) in fields { change.set[Self.path(name)] = value }
        change.remove = Set(removed.subtracting(values.keys).map { Self.path(FieldName.escaped($0)) })
        return change
    }

    private static func path(_ name: String) -> FieldPath { FieldPath(components: ["parameters", name]) }

    private var fields: Document {
        Document(values.sorted { $0.key < $1.key }.map { (FieldName.escaped($0.key), $0.value) })
    }
}
