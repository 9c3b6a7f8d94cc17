/// Statements that read a collection in the order of one key column, then of the identifiers.
struct KeyOrderScan {
    let table: CollectionTable
    let column: String
    let direction: ScanDirection

    /// The statements, to be run one after another.
    ///
    /// - Parameters:
    ///   - intervals: the keys wanted, which do not overlap; `nil` for all.
    ///   - start: the key and the identifier behind which to begin; `nil` for the beginning.
    ///   - condition: what else is asked of a row.
    func statements(
        within intervals: [KeyInterval]?, behind start: (key: [UInt8], id: [UInt8])?, condition: SQLCondition
    ) -> [SQLCondition] {
        guard let intervals else { return [statement(start.map(behind) ?? SQLCondition("1"), condition)] }
        let ordered = intervals.sorted { direction.isInOrder($0.lower, $1.lower) }
        return ordered.compactMap { interval in
            bounds(interval, behind: start).map { statement($0, condition) }
        }
    }

    private func statement(_ bounds: SQLCondition, _ condition: SQLCondition) -> SQLCondition {
        SQLCondition(
            """
            SELECT number, body FROM \(table.name) INDEXED BY \(table.index(ofColumn: column))
            WHERE \(bounds.text) AND (\(condition.text))
            ORDER BY \(column) \(direction.keyword), id \(direction.keyword)
            """, bounds.arguments + condition.arguments)
    }

    /// The part of an interval that lies behind the start; `nil` when there is none.
    private func bounds(_ interval: KeyInterval, behind start: (key: [UInt8], id: [UInt8])?) -> SQLCondition? {
        guard let start else { return interval.sql(column) }
        let (near, far) =
            direction == .ascending ? (interval.lower, interval.upper) : (interval.upper, interval.lower)
        if direction.isInOrder(start.key, near) { return interval.sql(column) }
        if direction.isInOrder(far, start.key) { return nil }
        if interval.isPoint {
            return SQLCondition(
                "\(column) = ? AND id \(direction.comparison) ?", [.bytes(interval.lower), .bytes(start.id)])
        }
        // The far bound stays; the place behind the start is the near one, so that the index is read from there.
        let includesFar = direction == .ascending ? interval.includesUpper : interval.includesLower
        let comparison = (direction == .ascending ? "<" : ">") + (includesFar ? "=" : "")
        let place = behind(start)
        return SQLCondition("\(place.text) AND \(column) \(comparison) ?", place.arguments + [.bytes(far)])
    }

    private func behind(_ start: (key: [UInt8], id: [UInt8])) -> SQLCondition {
        SQLCondition("(\(column), id) \(direction.comparison) (?, ?)", [.bytes(start.key), .bytes(start.id)])
    }
}
