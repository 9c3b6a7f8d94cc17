import RegistryCore

/// Rough times by which ways to an answer are compared, in microseconds.
private enum Cost {
    /// Finding the first row of a key.
    static let lookUp = 6.0
    /// Reading a record whose row number is known.
    static let fetch = 2.0
    /// Reading the next record in the order of identifiers.
    static let scan = 1.2
}

extension RecordTable {
    /// The records that match a filter, in the order of their identifiers.
    ///
    /// - Parameters:
    ///   - start: the key of the identifier behind which to begin; `nil` for the beginning.
    ///   - needed: how many will probably be asked for.
    func stream(
        matching filter: Filter, direction: ScanDirection, behind start: [UInt8]?, needed: Int
    ) throws -> RecordStream {
        let outcome = try FilterSQL(records: self).outcome(for: filter)
        if let driver = try driver(for: outcome.restriction), try isWorthwhile(driver, needed: needed) {
            let source = try MergeSource(
                driver, behind: start, direction, needed: needed, table: table, in: session)
            return RecordStream(source, matching: driver.isWhole ? outcome.rest(of: filter) : filter, in: session)
        }
        let condition = outcome.restriction.sql(in: table, usesIndexes: false)
        let scan = SQLCondition(
            """
            SELECT number, body FROM \(table.name) INDEXED BY \(table.idIndex) WHERE id \(direction.comparison) ?
            AND (\(condition.text)) ORDER BY id \(direction.keyword)
            """, [.bytes(start ?? direction.beginning)] + condition.arguments)
        return RecordStream(ScanSource([scan], in: session), matching: outcome.rest(of: filter), in: session)
    }

    /// All records that match a filter, in no particular order.
    func stream(matching filter: Filter) throws -> RecordStream {
        let outcome = try FilterSQL(records: self).outcome(for: filter)
        let driver = try driver(for: outcome.restriction)
        let size = try size()
        if let driver, driver.estimate < QueryDriver.mostUncounted, driver.estimate < size / 4 {
            let source = try MergeSource(
                driver, behind: nil, .ascending, needed: driver.estimate, table: table, in: session)
            return RecordStream(source, matching: driver.isWhole ? outcome.rest(of: filter) : filter, in: session)
        }
        // One row after another is read sooner than most of them one by one.
        let isMost = driver.map { $0.estimate >= size / 2 } ?? false
        let condition = outcome.restriction.sql(in: table, usesIndexes: !isMost)
        let scan = SQLCondition("SELECT number, body FROM \(table.name) WHERE \(condition.text)", condition.arguments)
        return RecordStream(ScanSource([scan], in: session), matching: outcome.rest(of: filter), in: session)
    }

    /// The records that match a filter, in the order of an indexed field, then of their identifiers; `nil` when it is
    /// better to gather them all and sort.
    ///
    /// - Parameter start: the keys of the field and of the identifier behind which to begin; `nil` for the beginning.
    func stream(
        matching filter: Filter, by column: String, direction: ScanDirection,
        behind start: (key: [UInt8], id: [UInt8])?,
        needed: Int
    ) throws -> RecordStream? {
        let outcome = try FilterSQL(records: self).outcome(for: filter)
        var intervals: [KeyInterval]?
        var isOwn = outcome.restriction == .everything
        switch outcome.restriction {
        case .keys(.column(column), let own):
            intervals = own
            isOwn = true
        case .and(let parts):
            for case .keys(.column(column), let own) in parts { intervals = own }
        default: break
        }
        if !isOwn, let driver = try driver(for: outcome.restriction),
            Double(driver.estimate) * Cost.fetch < (try costOfScan(for: driver, needed: needed))
        {
            return nil
        }
        let condition = outcome.restriction.sql(in: table, usesIndexes: false)
        let scans = KeyOrderScan(table: table, column: column, direction: direction).statements(
            within: intervals, behind: start, condition: condition)
        return RecordStream(ScanSource(scans, in: session), matching: outcome.rest(of: filter), in: session)
    }

    /// Whether looking keys up finds a page sooner than looking at the records in their order: not if there are many
    /// keys and most records have one of them.
    private func isWorthwhile(_ driver: QueryDriver, needed: Int) throws -> Bool {
        let cost = Double(driver.points.count) * Cost.lookUp
        return try driver.points.count <= 16 || cost < costOfScan(for: driver, needed: needed)
    }

    /// What it takes to find as many records as needed among all, of which the driver's estimate match.
    private func costOfScan(for driver: QueryDriver, needed: Int) throws -> Double {
        let size = Double(try size())
        return min(size, Double(needed) * size / Double(max(1, driver.estimate))) * Cost.scan
    }
}
