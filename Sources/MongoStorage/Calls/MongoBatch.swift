import BSONCoding
import RegistryCore

/// One batch of records as the server answered it.
struct MongoBatch {
    /// The server's cursor when there are more; 0 when there are not.
    let cursor: Int64

    private let records: BSONReader

    /// Takes the reply of `find`, `aggregate` or `getMore`. Its records are read by ``documents()``.
    init(reply: [UInt8]) throws(BSONError) {
        let reader = try BSONReader(reply)
        guard case .document(let cursor)? = try reader.value(at: ["cursor"]),
            case .int64(let id)? = try cursor.value(at: ["id"])
        else { throw BSONError(.truncated, at: 0, "A reply has no cursor") }
        var batch = try cursor.value(at: ["firstBatch"])
        if batch == nil { batch = try cursor.value(at: ["nextBatch"]) }
        guard case .array(let records)? = batch else { throw BSONError(.truncated, at: 0, "A reply has no batch") }
        self.cursor = id
        self.records = records
    }

    /// How many bytes the records have together, with at most 16 more for each.
    var bytes: Int { records.encoded.count }

    /// The records.
    func documents() throws(BSONError) -> [Document] {
        var reader = records
        var decoder = DocumentDecoder()
        var documents: [Document] = []
        while let element = try reader.nextValue() {
            guard case .document(let record) = element else {
                throw BSONError(.truncated, at: 0, "A batch holds something that is no document")
            }
            documents.append(try decoder.decode(record))
        }
        return documents
    }
}
