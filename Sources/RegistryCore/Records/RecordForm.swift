package import BSONCoding

/// What a store gives the records of a page as: read, or as they are stored.
package protocol RecordForm: Sendable {
    /// A record that fills `bytes` exactly.
    init(bson bytes: [UInt8]) throws(RegistryError)

    /// The records of a BSON list.
    ///
    /// - Throws: ``BSONError``, also when an element is no document.
    static func records(in list: BSONReader) throws(BSONError) -> [Self]

    /// The record, read.
    func document() throws(RegistryError) -> Document

    /// How many bytes it has as BSON.
    func bsonSize() throws(RegistryError) -> Int
}
