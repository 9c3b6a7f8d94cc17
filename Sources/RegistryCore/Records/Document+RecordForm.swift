package import BSONCoding

extension Document: RecordForm {
    package static func records(in list: BSONReader) throws(BSONError) -> [Document] {
        var decoder = DocumentDecoder()
        return try list.mapDocuments { reader throws(BSONError) in try decoder.decode(reader) }
    }

    package func document() -> Document { self }

    package func bsonSize() throws(RegistryError) -> Int { try bson().count }
}
