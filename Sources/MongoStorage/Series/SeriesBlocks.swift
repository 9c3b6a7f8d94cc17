import BSONCoding
import RegistryCore

/// The collections `series` and `series.columns` during one call.
struct SeriesBlocks {
    let connection: MongoConnection
    let transaction: MongoTransaction

    /// Identifiers and points of so many blocks are asked for at a time: far below 16 MB.
    private static let portion = 100

    /// The blocks that overlap a range of steps, oldest first.
    func blocks(
        of series: SeriesID, in steps: ClosedRange<Step>, content: SeriesBlock.Content
    ) throws -> [SeriesBlock] {
        var filter = identity(of: series)
        filter["firstStep"] = ["$lte": .int(steps.upperBound.rawValue)]
        filter["lastStep"] = ["$gte": .int(steps.lowerBound.rawValue)]
        return try blocks(of: series.run, matching: filter, sort: ["firstStep": 1, "_id": 1], content: content)
    }

    /// The named blocks, in the order of the names; one that is not there any more is left out.
    func blocks(_ ids: [SeriesBlock.ID], of series: SeriesID, content: SeriesBlock.Content) throws -> [SeriesBlock] {
        try blocks(ids, matching: identity(of: series), of: series.run, content: content)
    }

    /// The named blocks of any series of a run with their points.
    func blocks(_ ids: [SeriesBlock.ID], of run: RunID) throws -> [SeriesBlock] {
        try blocks(ids, matching: ["run": .string(run.description)], of: run, content: .points)
    }

    /// The blocks that appends to series of one run have to know: those that are not full, and those that end at an append's
    /// smallest sequence number or behind it.
    func tails(for appends: some Collection<SeriesAppend>, of run: RunID) throws -> [SeriesID: [SeriesBlock]] {
        let smallest = appends.map { ($0.series, SeriesAppendPlan.smallestSequence(of: $0.points)) }
        let metrics = smallest.map { Value.string($0.0.metric) }
        let fullClass = SeriesBlock.fullSizeClass
        var small: Document = ["run": .string(run.description), "metric": ["$in": .array(metrics)]]
        var full = small
        small["class"] = ["$lt": .int(Int64(fullClass))]
        full["class"] = .int(Int64(fullClass))
        full["lastSeq"] = ["$gte": .int(smallest.map(\.1).min() ?? .max)]
        let either: Document = ["$or": [.document(small), .document(full)]]
        let found = try blocks(of: run, matching: either, sort: nil, content: .summary)
        let firstWanted = Dictionary(smallest) { min($0, $1) }
        return Dictionary(
            grouping: found.filter { block in
                block.sizeClass < fullClass || block.lastSequence >= firstWanted[block.series] ?? .max
            }, by: \.series)
    }

    /// Stores blocks.
    func insert(_ blocks: [SeriesBlock]) throws {
        guard !blocks.isEmpty else { return }
        let records = try blocks.map { block in
            var record: Document = ["_id": .objectID(block.id.objectID)]
            record.update(with: identity(of: block.series))
            record.update(with: [
                "firstStep": .int(block.summary.firstStep.rawValue), "lastStep": .int(block.summary.lastStep.rawValue),
                "firstSeq": .int(block.firstSequence), "lastSeq": .int(block.lastSequence),
                "class": .int(Int64(block.sizeClass)), "summary": .document(block.summary.document),
            ])
            if !block.strands.isEmpty { record["strands"] = .binary(Binary(block.strands)) }
            return try record.bson()
        }
        let columns = try blocks.map { block in
            let record: Document = ["_id": .objectID(block.id.objectID), "columns": .binary(Binary(block.columns))]
            return try record.bson()
        }
        try connection.insert(records, into: CollectionPlan.series, in: transaction)
        try connection.insert(columns, into: CollectionPlan.seriesColumns, in: transaction)
    }

    /// Removes blocks.
    func remove(_ ids: [SeriesBlock.ID]) throws {
        guard !ids.isEmpty else { return }
        let ids = ids.map { Value.objectID($0.objectID) }
        _ = try connection.deleteAll(ids, from: CollectionPlan.series, transaction)
        _ = try connection.deleteAll(ids, from: CollectionPlan.seriesColumns, transaction)
    }

    private func identity(of series: SeriesID) -> Document {
        ["run": .string(series.run.description), "metric": .string(series.metric)]
    }

    private func blocks(
        _ ids: [SeriesBlock.ID], matching others: Document, of run: RunID, content: SeriesBlock.Content
    ) throws -> [SeriesBlock] {
        var found: [SeriesBlock.ID: SeriesBlock] = [:]
        for start in stride(from: 0, to: ids.count, by: 10_000) {
            var filter: Document = [
                "_id": ["$in": .array(ids[start..<min(start + 10_000, ids.count)].map { .objectID($0.objectID) })]
            ]
            filter.update(with: others)
            for block in try blocks(of: run, matching: filter, sort: ["_id": 1], content: content) {
                found[block.id] = block
            }
        }
        return ids.compactMap { found[$0] }
    }

    private func blocks(
        of run: RunID, matching filter: Document, sort: Document?, content: SeriesBlock.Content
    ) throws -> [SeriesBlock] {
        var find = MongoCommand("find", CollectionPlan.series, kind: .read)
        find.set("filter", .document(filter))
        if let sort { find.set("sort", .document(sort)) }
        if content != .strands { find.set("projection", ["strands": 0]) }
        find.set("batchSize", .int(MongoConnection.recordsInBatch))
        let records = try connection.all(find, in: CollectionPlan.series, transaction: transaction)
        var columns: [Value: [UInt8]] = [:]
        if content == .points {
            for start in stride(from: 0, to: records.count, by: Self.portion) {
                let ids = records[start..<min(start + Self.portion, records.count)].compactMap { $0["_id"] }
                try addColumns(of: ids, to: &columns)
            }
        }
        return try records.map { try block($0, of: run, columns: columns) }
    }

    private func addColumns(of ids: [Value], to columns: inout [Value: [UInt8]]) throws {
        var find = MongoCommand("find", CollectionPlan.seriesColumns, kind: .read)
        find.set("filter", ["_id": ["$in": .array(ids)]])
        for record in try connection.all(find, in: CollectionPlan.seriesColumns, transaction: transaction) {
            guard let id = record["_id"] else { continue }
            columns[id] = record["columns"]?.binaryValue?.bytes
        }
    }

    private func block(_ record: Document, of run: RunID, columns: [Value: [UInt8]]) throws -> SeriesBlock {
        guard let id = record["_id"]?.objectIDValue, let metric = record["metric"]?.stringValue,
            let firstSequence = record["firstSeq"]?.intValue,
            let lastSequence = record["lastSeq"]?.intValue,
            let summary = record["summary"]?.documentValue.flatMap(SeriesSummary.init(document:))
        else {
            throw RegistryError(
                .corruptData,
                "A block of a series of the run \(run) is damaged. Restore the database from a backup, or delete the run."
            )
        }
        return try SeriesBlock(
            id: SeriesBlock.ID(id), series: SeriesID(run: run, metric: metric), summary: summary,
            firstSequence: firstSequence,
            lastSequence: lastSequence, strands: record["strands"]?.binaryValue?.bytes ?? [],
            columns: columns[.objectID(id)] ?? [])
    }
}
