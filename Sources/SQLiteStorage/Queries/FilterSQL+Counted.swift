import RegistryCore

extension FilterSQL {
    /// The most different values that are asked one by one instead of the records.
    private static let mostValues = 20_000

    /// A condition on a counted field, asked of the field's different values, of which there are few, instead of the
    /// records: a search for a part of a name becomes a list of the names that have it.
    ///
    /// - Returns: `nil` when there are too many different values.
    func translateCounted(
        _ path: FieldPath, _ column: CollectionTable.KeyColumn, _ condition: Condition
    ) throws -> Outcome? {
        let counts = GroupCounts(session: records.session, collection: records.table.collection)
        guard let groups = try counts.values(of: path, atMost: Self.mostValues) else { return nil }
        var matcher = FilterMatcher(.field(path, condition), asking: records.session.checkpoint)
        var points: [KeyInterval] = []
        // Null and missing share a key, and so do all lists and documents: a key is certain when all its values agree.
        var answers: [[UInt8]: Bool] = [:]
        var isExact = true
        for group in groups {
            try records.session.checkStop()
            let record = group.map { Document([(path.description, $0)]) } ?? [:]
            let doesMatch = try matcher.passes(record)
            let key = OrderedKey.sortBytes(of: group ?? .null)
            if let earlier = answers.updateValue(doesMatch, forKey: key) {
                if earlier != doesMatch { isExact = false }
                if earlier || !doesMatch {
                    answers[key] = earlier
                    continue
                }
            }
            if doesMatch { points.append(KeyInterval(key)) }
        }
        return Outcome(
            restriction: points.isEmpty ? .nothing : .keys(.column(column.name), points), isExact: isExact)
    }
}
