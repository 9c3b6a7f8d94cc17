import BSONCoding
import RegistryCore

/// A record checked, completed and encoded: ready to be stored.
struct PreparedRecord: Sendable {
    let id: RecordID
    let document: Document
    let bytes: [UInt8]
    let origin: RecordOrigin?

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
        origin = RecordOrigin(document)
    }
}
