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

extension Document: RecordForm {
    package static func records(in list: BSONReader) throws(BSONError) -> [Document] {
        var decoder = DocumentDecoder()
        return try list.mapDocuments { reader throws(BSONError) in try decoder.decode(reader) }
    }

    package func document() -> Document { self }

    package func bsonSize() throws(RegistryError) -> Int { try bson().count }
}

extension EncodedDocument: RecordForm {
    package static func records(in list: BSONReader) throws(BSONError) -> [EncodedDocument] {
        try list.mapDocuments { reader in EncodedDocument(reader) }
    }

    package func bsonSize() -> Int { reader.encoded.count }
}

extension BSONReader {
    /// What is made of the documents of a list.
    fileprivate func mapDocuments<Result>(
        _ transform: (BSONReader) throws(BSONError) -> Result
    ) throws(BSONError) -> [Result] {
        var reader = self
        var results: [Result] = []
        while let element = try reader.nextValue() {
            guard case .document(let record) = element else {
                throw BSONError(.truncated, at: 0, "A batch holds something that is no document")
            }
            results.append(try transform(record))
        }
        return results
    }
}
