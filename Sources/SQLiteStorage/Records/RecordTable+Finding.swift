import RegistryCore

extension RecordTable {
    /// One page of records.
    func page<Record: RecordForm>(_ query: Query) throws -> Page<Record> {
        let sort = query.totalSort
        let start = query.cursor?.position.map { OrderedKey.sortBytes(of: $0) }
        guard start == nil || start?.count == sort.count else {
            throw RegistryError(
                .invalidArgument, "The page cursor is damaged. Ask for the first page, without a cursor.")
        }
        var builder = PageBuilder<Record>(of: query, in: table.collection)
        if let stream = try stream(for: query, sort, behind: start) {
            while !builder.isComplete, let found = try stream.next({ (try Record(bson: Array($1)), $1.count) }) {
                builder.offer(found.0, bytes: found.1)
            }
        } else {
            for entry in try sorted(query, sort, behind: start) where !builder.isComplete {
                guard let record: Record = try record(number: entry.number) else { continue }
                builder.offer(record, bytes: entry.size)
            }
        }
        return try builder.page()
    }

    /// The records in the order asked for; `nil` when no index has it.
    private func stream(for query: Query, _ sort: [SortKey], behind start: [[UInt8]]?) throws -> RecordStream? {
        guard let first = sort.first, sort.last?.path.components == ["_id"],
            sort.allSatisfy({ $0.direction == first.direction })
        else { return nil }
        let direction = ScanDirection(first.direction)
        if sort.count == 1 {
            return try stream(
                matching: query.filter, direction: direction, behind: start?.first, needed: query.limit + 1)
        }
        guard sort.count == 2, let column = table.keyColumn(for: first.path) else { return nil }
        return try stream(
            matching: query.filter, by: column.name, direction: direction, behind: start.map { ($0[0], $0[1]) },
            needed: query.limit + 1)
    }

    /// The places of the page's records and one more, sorted here.
    private func sorted(_ query: Query, _ sort: [SortKey], behind start: [[UInt8]]?) throws -> [TopRecords.Entry] {
        var top = TopRecords(query.limit + 1, by: sort.map { ScanDirection($0.direction) }, behind: start)
        let sortKeys = StoredSortKeys(sort)
        let stream = try stream(matching: query.filter)
        while try stream.next({ number, body in
            // Most records of many are not among the first, which their first key tells.
            let first = try sortKeys.key(0, of: body)
            guard top.mayKeep(first) else { return }
            let rest = try (1..<sortKeys.count).map { try sortKeys.key($0, of: body) }
            top.offer(TopRecords.Entry(keys: [first] + rest, number: number, size: body.count))
        }) != nil {}
        return top.sorted
    }
}
