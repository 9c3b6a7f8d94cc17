import BSONCoding
import RegistryCore

/// One batch of records as the server answered it.
struct MongoBatch {
    /// The server's cursor when there are more; 0 when there are not.
    let cursor: Int64

    private let list: BSONReader

    /// Takes the reply of `find`, `aggregate` or `getMore`. Its records are read by ``records(as:)``.
    init(reply: [UInt8]) throws(BSONError) {
        let reader = try BSONReader(reply)
        guard case .document(let cursor)? = try reader.value(at: ["cursor"]),
            case .int64(let id)? = try cursor.value(at: ["id"])
        else { throw BSONError(.truncated, at: 0, "A reply has no cursor") }
        var batch = try cursor.value(at: ["firstBatch"])
        if batch == nil { batch = try cursor.value(at: ["nextBatch"]) }
        guard case .array(let list)? = batch else { throw BSONError(.truncated, at: 0, "A reply has no batch") }
        self.cursor = id
        self.list = list
    }

    /// How many bytes the records have together, with at most 16 more for each.
    var bytes: Int { list.encoded.count }

    /// The records.
    func records<Record: RecordForm>(as form: Record.Type = Record.self) throws(BSONError) -> [Record] {
        try Record.records(in: list)
    }
}
