import RegistryCore

/// How many records with each value of the counted fields came and went during a call.
struct GroupTally: Sendable {
    /// One value of one field.
    struct Place: Hashable, Sendable {
        /// The field's position in ``GroupTally/fields``.
        let field: Int
        /// The value's ordered key; empty for records without the field.
        let key: [UInt8]
    }

    /// What happened to a value.
    struct Change: Sendable {
        /// The value as it is stored in the counts.
        let value: [UInt8]
        /// Records that came less records that went.
        var difference: Int
    }

    /// The counted fields.
    let fields: [FieldPath]

    private(set) var changes: [Place: Change] = [:]

    /// Nothing came and nothing went.
    init(of fields: [FieldPath]) { self.fields = fields }

    /// A record came.
    mutating func add(_ record: Document) throws { try count(record, 1) }

    /// A record went.
    mutating func remove(_ record: Document) throws { try count(record, -1) }

    private mutating func count(_ record: Document, _ difference: Int) throws {
        for (index, field) in fields.enumerated() {
            let value = record[path: field]
            let place = Place(field: index, key: value.map { OrderedKey.bytes(of: $0) } ?? [])
            if (changes[place]?.difference += difference) != nil {
                continue
            }
            let stored = try value.map { try Document([("v", $0.countedAsOne)]).bson() } ?? []
            changes[place] = Change(value: stored, difference: difference)
        }
    }
}
