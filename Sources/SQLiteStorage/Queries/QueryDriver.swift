import RegistryCore

/// A way to the records that may match a filter which does not lead over all of them: keys to look up in indexes.
struct QueryDriver {
    /// One key in one index.
    struct Point: Hashable {
        let source: KeySource
        let key: [UInt8]
    }

    /// The keys to look up.
    var points: [Point] = []
    /// Rows that were found already, of ranges with too many different keys, in no particular order.
    var rows: [MergeSource.Entry] = []
    /// About how many records these lead to; a lower bound from ``mostUncounted`` on where they are not counted.
    var estimate = 0
    /// Whether every record it leads to meets the whole restriction.
    var isWhole = true

    /// So many different keys of a range are looked up one by one.
    static let mostKeysOfRange = 256
    /// Rows are counted, or read ahead, up to here.
    static let mostUncounted = 20_000
}

extension RecordTable {
    /// The best driver for a restriction; `nil` when looking at all records is the only way.
    func driver(for restriction: Restriction) throws -> QueryDriver? {
        switch restriction {
        case .everything, .not: return nil
        case .nothing: return QueryDriver()
        case .keys(let source, let intervals): return try driver(source, intervals)
        case .and(let parts):
            var best = try parts.compactMap { try driver(for: $0) }.min { $0.estimate < $1.estimate }
            best?.isWhole = false
            return best
        case .or(let parts):
            var all = QueryDriver()
            for part in parts {
                guard let driver = try driver(for: part) else { return nil }
                all.points += driver.points
                all.rows += driver.rows
                all.estimate += driver.estimate
                all.isWhole = all.isWhole && driver.isWhole
            }
            return all
        }
    }

    private func driver(_ source: KeySource, _ intervals: [KeyInterval]) throws -> QueryDriver? {
        var driver = QueryDriver()
        for interval in intervals {
            try session.checkStop()
            if interval.isPoint {
                try add(interval.lower, from: source, to: &driver)
            } else if source != .id, let keys = try differentKeys(source, interval, atMost: QueryDriver.mostKeysOfRange)
            {
                for key in keys { try add(key, from: source, to: &driver) }
            } else if let rows = try rows(source, interval) {
                driver.rows += rows
                driver.estimate += rows.count
            } else {
                return nil
            }
        }
        return driver
    }

    private func add(_ key: [UInt8], from source: KeySource, to driver: inout QueryDriver) throws {
        driver.points.append(QueryDriver.Point(source: source, key: key))
        driver.estimate += try estimate(source, key, atMost: max(1, QueryDriver.mostUncounted - driver.estimate))
    }

    /// How many records have a key: exactly for counted fields, otherwise up to a limit.
    private func estimate(_ source: KeySource, _ key: [UInt8], atMost limit: Int) throws -> Int {
        if source == .id { return 1 }
        if case .column(let name) = source, key != FilterSQL.listKey,
            let path = table.keyColumns.first(where: { $0.name == name })?.path, table.counted.contains(path)
        {
            return try counts.count(of: path, key: key)
        }
        return Int(
            try session.first(
                """
                SELECT count(*) FROM (SELECT 1 FROM \(source.rows(of: table)) WHERE \(source.column) = ? LIMIT ?)
                """, [.bytes(key), .int(Int64(limit))]
            ) { $0.int(0) } ?? 0)
    }

    /// The different keys in an interval; `nil` when there are more than `limit`.
    func differentKeys(_ source: KeySource, _ interval: KeyInterval, atMost limit: Int) throws -> [[UInt8]]? {
        let keys = try firstKeys(source, interval, limit: limit + 1)
        return keys.count > limit ? nil : keys
    }

    /// The first of the different keys in an interval, in order, found by leaping from one to the next.
    func firstKeys(_ source: KeySource, _ interval: KeyInterval, limit: Int) throws -> [[UInt8]] {
        var keys: [[UInt8]] = []
        var rest = interval
        while keys.count < limit {
            let condition = rest.sql(source.column)
            let next = try session.first(
                """
                SELECT \(source.column) FROM \(source.rows(of: table)) WHERE \(condition.text)
                ORDER BY \(source.column) LIMIT 1
                """, condition.arguments
            ) { $0.bytes(0) }
            try session.checkStop()
            guard let next else { break }
            keys.append(next)
            if next == interval.upper { break }
            rest = KeyInterval(
                from: next, including: false, to: interval.upper, including: interval.includesUpper)
        }
        return keys
    }

    /// The rows whose keys lie in an interval; `nil` when there are many.
    private func rows(_ source: KeySource, _ interval: KeyInterval) throws -> [MergeSource.Entry]? {
        let condition = interval.sql(source.column)
        let rows = try session.all(
            "SELECT id, number FROM \(source.rows(of: table)) WHERE \(condition.text) LIMIT ?",
            condition.arguments + [.int(Int64(QueryDriver.mostUncounted) + 1)]
        ) { MergeSource.Entry(id: $0.bytes(0), number: $0.int(1)) }
        return rows.count > QueryDriver.mostUncounted ? nil : rows
    }
}
