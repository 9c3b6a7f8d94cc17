import BSONCoding
import RegistryCore

/// Adds records to a collection, all or none, each (run, sequence number) once.
struct RecordInsertion: Sendable {
    private let collection: CollectionName
    /// The record that stands for each record given, in order: of several with one origin the first.
    private let ids: [RecordID]
    private let records: [PreparedRecord]

    /// An insertion of prepared records.
    ///
    /// - Throws: ``RegistryError`` with `alreadyExists` when two of them have the same `_id`.
    init(_ given: [PreparedRecord], into collection: CollectionName) throws(RegistryError) {
        self.collection = collection
        var byOrigin: [RecordOrigin: RecordID] = [:]
        // As values: two texts are equal there when their bytes are.
        var seen: Set<Value> = []
        var ids: [RecordID] = []
        var records: [PreparedRecord] = []
        for record in given {
            if let origin = record.origin {
                if let first = byOrigin[origin] {
                    ids.append(first)
                    continue
                }
                byOrigin[origin] = record.id
            }
            ids.append(record.id)
            records.append(record)
            guard seen.insert(record.id.value).inserted else { throw Self.exists(record.id, in: collection) }
        }
        self.ids = ids
        self.records = records
    }

    /// Stores the records.
    func run(on connection: MongoConnection) throws -> Insertion {
        var pending = records
        var stored: [Value: RecordID] = [:]
        while !pending.isEmpty {
            do {
                try connection.inTransaction { try insert(pending, on: connection, in: $0) }
                break
            } catch let failure as MongoFailure where failure.isDuplicateKey {
                let known = try origins(of: pending, on: connection)
                for record in pending { stored[record.id.value] = record.origin.flatMap { known[$0] } }
                let count = pending.count
                pending.removeAll { stored[$0.id.value] != nil }
                guard pending.count == count else { continue }
                // Not the origins, so the identifiers; unless that record has been removed meanwhile.
                if let taken = try takenIdentifier(of: pending, on: connection) {
                    throw Self.exists(taken, in: collection)
                }
                guard ContinuousClock.now < connection.deadline else { throw failure }
            }
        }
        return Insertion(
            ids: ids.map { stored[$0.value] ?? $0 }, duplicates: ids.count - pending.count)
    }

    private func insert(
        _ records: [PreparedRecord], on connection: MongoConnection, in transaction: MongoTransaction
    ) throws {
        let counts = GroupCounts(collection: collection)
        var change = GroupCounts.Change()
        for record in records { change.count(record.document, of: counts.fields, by: 1) }
        try counts.apply(change, on: connection, in: transaction)
        try connection.insert(records.map(\.bytes), into: collection.description, in: transaction)
    }

    /// Which origins are stored already, and as what.
    private func origins(
        of records: [PreparedRecord], on connection: MongoConnection
    ) throws -> [RecordOrigin: RecordID] {
        var known: [RecordOrigin: RecordID] = [:]
        for (run, origins) in Dictionary(grouping: records.compactMap(\.origin), by: \.run) {
            var find = MongoCommand("find", collection.description, kind: .read)
            find.set(
                "filter",
                ["_run": .string(run), "_seq": ["$in": .array(origins.map { .int($0.sequence) })]])
            find.set("projection", ["_run": 1, "_seq": 1])
            for record in try connection.all(find, in: collection.description) {
                guard let origin = RecordOrigin(record), let id = record["_id"].flatMap(RecordID.init) else {
                    continue
                }
                known[origin] = id
            }
        }
        return known
    }

    private func takenIdentifier(of records: [PreparedRecord], on connection: MongoConnection) throws -> RecordID? {
        var find = MongoCommand("find", collection.description, kind: .read)
        find.set("filter", ["_id": ["$in": .array(records.map(\.id.value))]])
        find.set("projection", ["_id": 1])
        find.set("limit", 1)
        return try MongoBatch(reply: try connection.run(find)).records(as: Document.self).first?["_id"].flatMap(
            RecordID.init)
    }

    private static func exists(_ id: RecordID, in collection: CollectionName) -> RegistryError {
        RegistryError(
            .alreadyExists,
            "\"\(collection)\" has a record with the _id \(id) already. Update it, or choose another _id.")
    }
}

extension MongoConnection {
    /// How large the records of one command may be together: the command itself is a document of at most 16 MB.
    private static let mostBytes = 15 * 1_024 * 1_024
    private static let mostRecords = 10_000

    /// Inserts encoded records with as many commands as they need.
    func insert(_ records: [[UInt8]], into collection: String, in transaction: MongoTransaction? = nil) throws {
        try write(records, as: "documents", by: "insert", to: collection, in: transaction)
    }

    /// Runs a writing command over many documents, in as many portions as the server's limits ask for.
    ///
    /// - Parameters:
    ///   - documents: what the command takes in its list, as BSON.
    ///   - list: the name of that list.
    func write(
        _ documents: [[UInt8]], as list: String, by name: String, to collection: String,
        in transaction: MongoTransaction?
    ) throws {
        var start = 0
        while start < documents.count {
            var end = start
            var bytes = 0
            while end < documents.count, end - start < Self.mostRecords,
                end == start || bytes + documents[end].count + 16 <= Self.mostBytes
            {
                bytes += documents[end].count + 16
                end += 1
            }
            var command = MongoCommand(name, collection, kind: .write)
            command.body.beginArray(.name(list))
            for index in start..<end { command.body.append(.index(index - start), document: documents[index]) }
            command.body.end()
            _ = try run(command, in: transaction)
            start = end
        }
    }
}
