// Field by field without a ``BSONValue`` in between, for decoders that know what they make of each type. The order of
// calls is fixed: a type, its key, its value.
extension BSONReader {
    /// The type of the next field; `nil` behind the last one.
    package mutating func nextFieldType() throws(BSONError) -> BSONType? { try nextType() }

    /// Moves behind the field's key if it is the given one, and says whether it was.
    ///
    /// - Parameter key: the key's bytes with the NUL behind them.
    package mutating func skipKey(ifTerminated key: [UInt8]) -> Bool {
        guard key.count <= last - offset else { return false }
        let isEqual = bytes.withUnsafeBufferPointer { buffer in
            key.withUnsafeBufferPointer { key in
                for index in key.indices where key[index] != buffer[offset + index] { return false }
                return true
            }
        }
        if isEqual { offset += key.count }
        return isEqual
    }

    /// Moves behind the field's key.
    package mutating func skipKey() throws(BSONError) { offset = try endOfTerminated() + 1 }

    /// Reads the field's key in place. Its bytes are UTF-8, and valid during the call only.
    package mutating func withKey(_ read: (UnsafeBufferPointer<UInt8>) -> Void) throws(BSONError) {
        let end = try endOfTerminated()
        try withText(in: offset..<end, read)
        offset = end + 1
    }

    /// Whether the document has the key that another reader of it stands before, at a place before that one.
    ///
    /// - Parameter place: A reader of the same document that has read the type of a field and not its key.
    package func hasKey(of place: BSONReader) throws(BSONError) -> Bool {
        let key = Array(place.bytes[place.offset..<(try place.endOfTerminated() + 1)])
        var reader = self
        while reader.offset < place.offset - 1, let type = try reader.nextType() {
            if reader.skipKey(ifTerminated: key) { return true }
            try reader.skipKey()
            try reader.skipValue(of: type)
        }
        return false
    }

    /// The field's key.
    package mutating func readKey() throws(BSONError) -> String { try readTerminated() }

    /// A field's value of the type ``BSONType/double``.
    package mutating func readDouble() throws(BSONError) -> Double { Double(bitPattern: try readNumber()) }

    /// A field's value of the type ``BSONType/int64``, or milliseconds of ``BSONType/date``.
    package mutating func readInt64() throws(BSONError) -> Int64 { try readNumber() }

    /// A field's value of the type ``BSONType/int32``.
    package mutating func readInt32() throws(BSONError) -> Int32 { try readNumber() }

    /// A field's value of the type ``BSONType/string``.
    package mutating func readString() throws(BSONError) -> String { try readCounted() }

    /// A field's value of the type ``BSONType/bool``.
    package mutating func readTruth() throws(BSONError) -> Bool { try readBool() }

    /// A field's value of the type ``BSONType/objectID``.
    package mutating func readObjectID() throws(BSONError) -> ObjectID { try readIdentifier() }

    /// Reads a field's value of the type ``BSONType/string`` in place. Its bytes are UTF-8, and valid during the call only.
    package mutating func withString(_ read: (UnsafeBufferPointer<UInt8>) -> Void) throws(BSONError) {
        try withText(in: try takeCounted(), read)
    }

    /// A field's value of the type ``BSONType/document`` or ``BSONType/array``, of which nothing has been read.
    package mutating func readNested() throws(BSONError) -> BSONReader { try readDocument() }

    /// Moves behind a field's value without reading it.
    package mutating func skip(_ type: BSONType) throws(BSONError) { try skipValue(of: type) }

    /// A field's value of any type.
    package mutating func readAny(_ type: BSONType) throws(BSONError) -> BSONValue { try readValue(of: type) }
}
