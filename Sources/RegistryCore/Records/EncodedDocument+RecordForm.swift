package import BSONCoding

extension EncodedDocument: RecordForm {
    package static func records(in list: BSONReader) throws(BSONError) -> [EncodedDocument] {
        try list.mapDocuments { reader in EncodedDocument(reader) }
    }

    package func bsonSize() -> Int { reader.encoded.count }
}
