import BSONCoding
import RegistryCore

/// The collection `logs` during one call.
struct LogBlocks {
    let connection: MongoConnection
    let transaction: MongoTransaction
    let run: RunID

    /// The blocks that may hold lines behind a position, of a level or a more serious one; without their lines.
    func candidates(behind position: LogLine.Position?, minimumLevel: LogLevel) throws -> [LogBlock] {
        var filter: Document = ["run": .string(run.description), "level": ["$gte": .int(Int64(minimumLevel.rawValue))]]
        if let position {
            filter["$or"] = [
                ["lastSeq": ["$gt": .int(position.sequence)]],
                ["lastSeq": .int(position.sequence), "lastIndex": ["$gt": .int(Int64(position.index))]],
            ]
        }
        return try blocks(matching: filter, withLines: false)
    }

    /// The blocks that an append has to know, without their lines: those that are not full, and those that end at a
    /// sequence number or behind it.
    func tail(from sequence: Int64) throws -> [LogBlock] {
        let full = Int64(LogBlock.fullSizeClass)
        let either: [Value] = [
            ["run": .string(run.description), "class": ["$lt": .int(full)]],
            ["run": .string(run.description), "class": .int(full), "lastSeq": ["$gte": .int(sequence)]],
        ]
        return try blocks(matching: ["$or": .array(either)], withLines: false)
    }

    /// The named blocks with their lines.
    func blocks(_ ids: [LogBlock.ID]) throws -> [LogBlock] {
        guard !ids.isEmpty else { return [] }
        let names = Value.array(ids.map { .objectID($0.objectID) })
        return try blocks(matching: ["_id": ["$in": names], "run": .string(run.description)], withLines: true)
    }

    /// Stores blocks.
    func insert(_ blocks: [LogBlock]) throws {
        guard !blocks.isEmpty else { return }
        let records = try blocks.map { block in
            let record: Document = [
                "_id": .objectID(block.id.objectID), "run": .string(run.description),
                "class": .int(Int64(block.sizeClass)), "count": .int(Int64(block.count)),
                "firstSeq": .int(block.first.sequence), "firstIndex": .int(Int64(block.first.index)),
                "lastSeq": .int(block.last.sequence), "lastIndex": .int(Int64(block.last.index)),
                "level": .int(Int64(block.highestLevel.rawValue)), "lines": .binary(Binary(block.encodedLines)),
            ]
            return try record.bson()
        }
        try connection.insert(records, into: CollectionPlan.logs, in: transaction)
    }

    /// Removes blocks.
    func remove(_ ids: [LogBlock.ID]) throws {
        guard !ids.isEmpty else { return }
        _ = try connection.deleteAll(ids.map { .objectID($0.objectID) }, from: CollectionPlan.logs, transaction)
    }

    private func blocks(matching filter: Document, withLines: Bool) throws -> [LogBlock] {
        var find = MongoCommand("find", CollectionPlan.logs, kind: .read)
        find.set("filter", .document(filter))
        if !withLines { find.set("projection", ["lines": 0]) }
        return try connection.all(find, in: CollectionPlan.logs, transaction: transaction).map(block)
    }

    private func block(_ record: Document) throws -> LogBlock {
        guard let id = record["_id"]?.objectIDValue, let sizeClass = record["class"]?.intValue,
            let count = record["count"]?.intValue, let first = position("first", in: record),
            let last = position("last", in: record),
            let level = record["level"]?.intValue.flatMap({ LogLevel(rawValue: Int($0)) })
        else {
            throw RegistryError(
                .corruptData,
                "A block of the log of the run \(run) is damaged. Restore the database from a backup, or delete the run."
            )
        }
        return try LogBlock(
            id: LogBlock.ID(id), run: run, sizeClass: Int(sizeClass), count: Int(count), first: first, last: last,
            highestLevel: level, encodedLines: record["lines"]?.binaryValue?.bytes ?? [])
    }

    private func position(_ name: String, in record: Document) -> LogLine.Position? {
        guard let sequence = record["\(name)Seq"]?.intValue, let index = record["\(name)Index"]?.intValue else {
            return nil
        }
        return LogLine.Position(sequence: sequence, index: Int(index))
    }
}
