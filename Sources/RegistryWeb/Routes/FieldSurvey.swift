import RegistryCore

/// Which fields some records have, of which types: a store does not keep that for all of its records.
struct FieldSurvey {
    /// How many of the newest records are looked at: 200.
    static let mostRecords = 200
    /// The most fields that are told: 2,000.
    static let mostFields = 2_000
    /// How deep documents are looked into. What lies deeper is told as the document it is in.
    private static let deepest = 4

    private struct Field {
        let name: String
        var types: Set<ValueType> = []
        var records = 0

        var told: Value {
            let types = types.map(\.rawValue).sorted().map { Value.string($0) }
            return ["name": .string(name), "types": .array(types), "records": .int(Int64(records))]
        }
    }

    private var found: [String: Field] = [:]

    init(of records: [Document]) {
        for record in records { add(record.withoutIndexes, behind: "", depth: 1) }
    }

    /// Each field with its dotted name, the names of its types, and how many records have it: the commonest first.
    var told: [Value] {
        let fields = found.values.sorted {
            $0.records == $1.records ? $0.name < $1.name : $0.records > $1.records
        }
        return fields.prefix(Self.mostFields).map(\.told)
    }

    private mutating func add(_ document: Document, behind prefix: String, depth: Int) {
        for (key, value) in document {
            let name = prefix + key
            guard found[name] != nil || found.count < 10 * Self.mostFields else { continue }
            found[name, default: Field(name: name)].types.insert(value.type)
            found[name]?.records += 1
            if depth < Self.deepest, let inner = value.documentValue {
                add(inner, behind: name + ".", depth: depth + 1)
            }
        }
    }
}
