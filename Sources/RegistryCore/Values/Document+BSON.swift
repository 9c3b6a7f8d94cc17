package import BSONCoding

extension Document {
    /// The document as BSON.
    ///
    /// Every ``Value`` has a BSON type of its own, so that reading the bytes gives this document again, bit for bit.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` when a key holds a NUL, or when documents are nested deeper
    ///   than ``BSONWriter/deepestNesting``.
    public func bson() throws(RegistryError) -> [UInt8] {
        var writer = BSONWriter()
        encode(into: &writer)
        do {
            return try writer.finish()
        } catch {
            throw RegistryError(.invalidArgument, "The document cannot be stored: \(error.message).", underlying: error)
        }
    }

    /// Reads a BSON document that fills `bytes` exactly.
    ///
    /// 32-bit integers become ``Value/int(_:)``. A value of a type that ``Value`` has no case for becomes a document in
    /// the form of MongoDB's Extended JSON, `{"$numberDecimal": "0.1"}`. Of a key that is there twice the first
    /// value counts, for whoever reads the bytes; no program of this package writes such bytes, and its JSON is refused.
    ///
    /// - Throws: ``RegistryError`` with `corruptData` when the bytes are not BSON.
    public init(bson bytes: [UInt8]) throws(RegistryError) {
        do {
            try self.init(reading: BSONReader(bytes))
        } catch {
            throw RegistryError(
                .corruptData,
                "Stored bytes are not a BSON document. They were damaged, or not written by this program.",
                underlying: error)
        }
    }

    /// Adds the fields to the document that the writer has open.
    package func encode(into writer: inout BSONWriter) {
        for (key, value) in self { value.encode(into: &writer, as: .name(key)) }
    }

    /// Reads the fields of a document.
    package init(reading reader: consuming BSONReader) throws(BSONError) {
        self = try DocumentDecoder.decodeOne(reader)
    }
}

extension Value {
    /// Adds the value to the document or list that the writer has open.
    package func encode(into writer: inout BSONWriter, as key: BSONKey) {
        switch self {
        case .null: writer.appendNull(key)
        case .bool(let value): writer.append(key, bool: value)
        case .int(let value): writer.append(key, int64: value)
        case .double(let value): writer.append(key, double: value)
        case .string(let value): writer.append(key, string: value)
        case .date(let value): writer.append(key, date: value.millisecondsSince1970)
        case .binary(let value): writer.append(key, binary: value.bytes, subtype: value.subtype)
        case .objectID(let value): writer.append(key, objectID: value)
        case .array(let elements):
            writer.beginArray(key)
            for (index, element) in elements.enumerated() { element.encode(into: &writer, as: .index(index)) }
            writer.end()
        case .document(let document):
            writer.beginDocument(key)
            document.encode(into: &writer)
            writer.end()
        }
    }

    /// The value that a reader gave, with the documents in it.
    package init(reading value: BSONValue) throws(BSONError) {
        switch value {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .int32(let value): self = .int(Int64(value))
        case .int64(let value): self = .int(value)
        case .double(let value): self = .double(value)
        case .string(let value): self = .string(value)
        case .date(let milliseconds): self = .date(WallTime(millisecondsSince1970: milliseconds))
        case .binary(let subtype, let bytes): self = .binary(Binary(bytes, subtype: subtype))
        case .objectID(let value): self = .objectID(value)
        case .document(let reader): self = .document(try Document(reading: reader))
        case .array(var reader):
            var elements: [Value] = []
            while let element = try reader.nextValue() { elements.append(try Value(reading: element)) }
            self = .array(elements)
        default: self = .document(try Document(extendedJSONOf: value))
        }
    }
}

extension Document {
    /// The Extended JSON form of a value whose type has no case in ``Value``.
    fileprivate init(extendedJSONOf value: BSONValue) throws(BSONError) {
        switch value {
        case .undefined: self = ["$undefined": true]
        case .regex(let pattern, let options):
            self = ["$regularExpression": ["pattern": .string(pattern), "options": .string(options)]]
        case .dbPointer(let namespace, let id):
            self = ["$dbPointer": ["$ref": .string(namespace), "$id": .objectID(id)]]
        case .code(let text): self = ["$code": .string(text)]
        case .symbol(let text): self = ["$symbol": .string(text)]
        case .codeWithScope(let text, let scope):
            self = ["$code": .string(text), "$scope": .document(try Document(reading: scope))]
        case .timestamp(let seconds, let increment):
            self = ["$timestamp": ["t": .int(Int64(seconds)), "i": .int(Int64(increment))]]
        case .decimal128(let number): self = ["$numberDecimal": .string(number.description)]
        case .minKey: self = ["$minKey": 1]
        case .maxKey: self = ["$maxKey": 1]
        default: preconditionFailure("every other type has a case in Value")
        }
    }
}
