import RegistryCore

/// The records of one collection during one call.
struct RecordTable {
    let session: SQLSession
    let table: CollectionTable

    /// The records of a collection; `nil` when the database has no such collection.
    init?(_ collection: CollectionName, in session: SQLSession) throws {
        var number: Int64?
        if !CollectionTable.builtIn.contains(collection) {
            number = try Self.number(of: collection, in: session)
            guard number != nil else { return nil }
        }
        self.session = session
        table = CollectionTable(collection, number: number)
    }

    /// The records of a collection, which is made when the database has none of this name.
    static func make(_ collection: CollectionName, in session: SQLSession) throws -> RecordTable {
        if let records = try RecordTable(collection, in: session) { return records }
        try session.run("INSERT INTO collections (name) VALUES (?)", [.text(collection.description)])
        let table = CollectionTable(collection, number: session.lastInsertedRow)
        for statement in table.definition { try session.runOnce(statement) }
        return RecordTable(session: session, table: table)
    }

    private init(session: SQLSession, table: CollectionTable) {
        self.session = session
        self.table = table
    }

    private static func number(of collection: CollectionName, in session: SQLSession) throws -> Int64? {
        try session.first(
            "SELECT number FROM collections WHERE name = ?", [.text(collection.description)]
        ) { $0.int(0) }
    }

    /// The counts of the collection's groups.
    var counts: GroupCounts { GroupCounts(session: session, collection: table.collection) }

    /// Whether any record has a list or a document in an indexed field.
    func holdsLists(in column: CollectionTable.KeyColumn) throws -> Bool {
        try session.first(
            "SELECT 1 FROM \(KeySource.column(column.name).rows(of: table)) WHERE \(column.name) = ? LIMIT 1",
            [.bytes(FilterSQL.listKey)]
        ) { _ in true } ?? false
    }

    /// At least as many as there are records; as many, when none was ever deleted.
    func size() throws -> Int {
        Int(try session.first("SELECT coalesce(max(number), 0) FROM \(table.name)") { $0.int(0) } ?? 0)
    }

    /// The row with an identifier and the record in it.
    func row(of id: RecordID) throws -> (number: Int64, record: Document)? {
        try session.first(
            "SELECT number, body FROM \(table.name) WHERE id = ?", [.bytes(OrderedKey.bytes(of: id.value))]
        ) { (number: $0.int(0), record: try Document(bson: $0.bytes(1))) }
    }

    /// The record in a row.
    func record<Record: RecordForm>(number: Int64, as form: Record.Type = Record.self) throws -> Record? {
        try session.first("SELECT body FROM \(table.name) WHERE number = ?", [.int(number)]) {
            try Record(bson: $0.bytes(0))
        }
    }
}
