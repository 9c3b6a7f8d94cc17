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

    /// A field's value of any type.
    package mutating func readAny(_ type: BSONType) throws(BSONError) -> BSONValue { try readValue(of: type) }
}
