import RegistryCore

/// Which fields some records have, of which types and, where there are few, with which values. It grows record by record and
/// never beyond a bound.
struct FieldSurvey: Sendable {
    /// The most fields that are told: 2,000.
    static let mostFields = 2_000
    /// How deep documents are looked into. What lies deeper is told as the document it is in.
    private static let deepest = 5
    /// The most different values of one field, and of all together, that are remembered.
    static let mostValues = 100
    private static let mostValuesTogether = 20_000
    /// A text longer than this, in bytes, is nothing to choose from a list.
    private static let longestValue = 120

    struct Field: Sendable {
        let name: String
        fileprivate(set) var types: Set<ValueType> = []
        /// How many records have it.
        fileprivate(set) var records = 0
        /// How many records have each text and truth.
        fileprivate(set) var values: [Value: Int] = [:]
        /// Whether there are other values than these.
        fileprivate(set) var hasOthers = false

        fileprivate var told: Value {
            let types = types.map(\.rawValue).sorted().map { Value.string($0) }
            return ["name": .string(name), "types": .array(types), "records": .int(Int64(records))]
        }
    }

    private var found: [String: Field] = [:]
    private var valueCount = 0
    /// How many records were looked at.
    private(set) var records = 0

    init(of records: [Document] = []) {
        for record in records { add(record) }
    }

    /// Takes in one more record.
    mutating func add(_ record: Document) {
        records += 1
        add(record.withoutIndexes, behind: "", depth: 1)
    }

    /// The fields of another survey that this one lacks, in addition to its own.
    mutating func addMissing(of other: FieldSurvey) {
        for (name, field) in other.found where found[name] == nil && found.count < 10 * Self.mostFields {
            found[name] = field
        }
    }

    /// Each field with its dotted name, the names of its types, and how many records have it: the commonest first.
    var told: [Value] {
        let fields = found.values.sorted {
            $0.records == $1.records ? $0.name < $1.name : $0.records > $1.records
        }
        return fields.prefix(Self.mostFields).map(\.told)
    }

    /// A field by its dotted name; `nil` when no record has it.
    subscript(name: String) -> Field? { found[name] }

    private mutating func add(_ document: Document, behind prefix: String, depth: Int) {
        for (key, value) in document {
            let name = prefix + key
            guard found[name] != nil || found.count < 10 * Self.mostFields else { continue }
            found[name, default: Field(name: name)].types.insert(value.type)
            found[name]?.records += 1
            for element in value.arrayValue ?? [value] { count(element, of: name) }
            if depth < Self.deepest, let inner = value.documentValue {
                add(inner, behind: name + ".", depth: depth + 1)
            }
        }
    }

    private mutating func count(_ value: Value, of name: String) {
        switch value {
        case .bool: break
        case .string(let text) where !text.isEmpty && text.utf8.count <= Self.longestValue: break
        default: return
        }
        if found[name]?.values[value] == nil {
            guard let field = found[name], field.values.count < Self.mostValues, valueCount < Self.mostValuesTogether
            else {
                found[name]?.hasOthers = true
                return
            }
            valueCount += 1
        }
        found[name]?.values[value, default: 0] += 1
    }
}

extension FieldSurvey.Field {
    /// The values in which a text is found in either case, those that begin with it first, then the commonest: at most so
    /// many.
    func values(with text: String, limit: Int) -> [(value: Value, records: Int)] {
        let wanted = text.lowercased()
        let known = values.compactMap { value, count -> (value: Value, records: Int, isFirst: Bool, text: String)? in
            let own = (value.stringValue ?? value.json()).lowercased()
            guard wanted.isEmpty || own.contains(wanted) else { return nil }
            return (value, count, own.hasPrefix(wanted), own)
        }
        let sorted = known.sorted { left, right in
            if left.isFirst != right.isFirst { return left.isFirst }
            return left.records == right.records ? left.text < right.text : left.records > right.records
        }
        return sorted.prefix(limit).map { ($0.value, $0.records) }
    }
}
