import BSONCoding
import RegistryCore

/// A record checked, completed and encoded: ready to be stored.
struct PreparedRecord: Sendable {
    /// Where a record comes from, by which one that is written twice is recognised.
    struct Origin: Hashable, Sendable {
        var run: String
        var sequence: Int64

        init?(_ record: Document) {
            guard let run = record["_run"]?.stringValue, let sequence = record["_seq"]?.intValue else { return nil }
            self.run = run
            self.sequence = sequence
        }
    }

    let id: RecordID
    let document: Document
    let bytes: [UInt8]
    let origin: Origin?

    /// Prepares a record.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` when it cannot be stored.
    init(_ record: Document, for collection: CollectionName, newID: () -> ObjectID) throws(RegistryError) {
        document = try RecordPreparation.prepare(record, for: collection, newID: newID)
        guard let id = document["_id"].flatMap(RecordID.init) else {
            throw RegistryError(.internalFailure, "A record for \"\(collection)\" was prepared without an _id.")
        }
        self.id = id
        bytes = try document.bson()
        try RecordPreparation.checkSize(inBytes: bytes.count, of: collection)
        origin = Origin(document)
    }
}
