package import BSONCoding

/// Reads documents one after the other, fastest when they have the same fields, as the records of a collection mostly do.
///
/// It keeps the keys of the document before. While the next one has the same keys at the same places, they need not be
/// searched for their end, validated, made into text, or compared with each other: that is half of the work of reading
/// small values.
package struct DocumentDecoder {
    /// The distinct keys of a document that was read, in order.
    private var keys: [(text: String, terminated: [UInt8])] = []

    /// A decoder that has read nothing.
    package init() {}

    /// Reads the fields that the reader has not read yet. Of a key that is there twice the first
    /// value counts, as for ``BSONReader/value(at:)`` and in MongoDB.
    package mutating func decode(_ reader: consuming BSONReader) throws(BSONError) -> Document {
        var hasOtherKeys = false
        let document = try read(reader, &hasOtherKeys)
        if hasOtherKeys { keys = document.map { ($0.key, Array($0.key.utf8) + [0]) } }
        return document
    }

    /// Reads one document of which no more are to come.
    package static func decodeOne(_ reader: consuming BSONReader) throws(BSONError) -> Document {
        var hasOtherKeys = false
        return try DocumentDecoder().read(reader, &hasOtherKeys)
    }

    private func read(_ reader: consuming BSONReader, _ hasOtherKeys: inout Bool) throws(BSONError) -> Document {
        var fields: [Document.Element] = []
        // A field has about 20 bytes: close enough to grow the list once at most.
        fields.reserveCapacity(keys.isEmpty ? min(reader.encoded.count / 20 + 1, 64) : keys.count)
        while let type = try reader.nextFieldType() {
            guard fields.count < keys.count, reader.skipKey(ifTerminated: keys[fields.count].terminated) else {
                hasOtherKeys = true
                try readOthers(&fields, from: &reader, beginningWith: type)
                break
            }
            fields.append((keys[fields.count].text, try Value(reading: type, from: &reader)))
        }
        return Document(distinct: fields)
    }

    /// Reads on from the first key that is not the known one.
    private func readOthers(
        _ fields: inout [Document.Element], from reader: inout BSONReader, beginningWith first: BSONType
    ) throws(BSONError) {
        var index = KeyIndex()
        index.add(distinct: fields)
        var next: BSONType? = first
        while let type = next {
            let key = try reader.readKey()
            let value = try Value(reading: type, from: &reader)
            if index.add(key, to: fields) == nil { fields.append((key, value)) }
            next = try reader.nextFieldType()
        }
    }
}

extension Value {
    /// The value that stands behind a key.
    fileprivate init(reading type: BSONType, from reader: inout BSONReader) throws(BSONError) {
        switch type {
        case .null: self = .null
        case .bool: self = .bool(try reader.readTruth())
        case .int32: self = .int(Int64(try reader.readInt32()))
        case .int64: self = .int(try reader.readInt64())
        case .double: self = .double(try reader.readDouble())
        case .string: self = .string(try reader.readString())
        case .date: self = .date(WallTime(millisecondsSince1970: try reader.readInt64()))
        case .objectID: self = .objectID(try reader.readObjectID())
        default: self = try Value(reading: try reader.readAny(type))
        }
    }
}
