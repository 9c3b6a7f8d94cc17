/// Reads a document's fields one after the other, without reading what is skipped.
///
/// ```swift
/// var reader = try BSONReader(bytes)
/// while let element = try reader.next() {
///     switch element.value {
///     case .double(let number): …
/// ```
///
/// # Guarantees
/// The bytes may come from anywhere: whatever they are, a call returns or throws ``BSONError``. Every length is checked
/// against what is there, text is checked to be UTF-8, nesting is limited to ``BSONWriter/deepestNesting``, and nothing
/// is allocated that is larger than the bytes given. A fault in a part that was not read is not found.
///
/// A reader is a value: a copy reads on from the same place. Reading does not copy the document.
public struct BSONReader: Sendable {
    /// The bytes of the outermost document; this document is `start..<end`.
    let bytes: [UInt8]
    let start: Int
    /// Where the NUL that ends this document is.
    let last: Int
    let depth: Int
    var offset: Int

    /// Reads a document that fills `bytes` exactly.
    ///
    /// - Throws: ``BSONError`` with `truncated` or `badLength`.
    public init(_ bytes: [UInt8]) throws(BSONError) {
        try self.init(bytes, start: 0, end: bytes.count, depth: 1)
        guard last == bytes.count - 1 else {
            throw BSONError(.badLength, at: 0, "A document of \(last + 1) bytes is followed by more")
        }
    }

    /// Reads the document that begins at `start` and ends at or before `end`.
    init(_ bytes: [UInt8], start: Int, end: Int, depth: Int) throws(BSONError) {
        guard depth <= BSONWriter.deepestNesting else {
            throw BSONError(
                .tooDeep, at: start, "Documents are nested deeper than \(BSONWriter.deepestNesting) levels")
        }
        guard end - start >= 5 else { throw BSONError(.truncated, at: start, "A document has at least 5 bytes") }
        let length = Int(bytes.loadNumber(at: start, as: Int32.self))
        guard length >= 5 else {
            throw BSONError(.badLength, at: start, "A document's length is \(length), which is less than 5")
        }
        guard length <= end - start else {
            throw BSONError(.truncated, at: start, "A document of \(length) bytes has only \(end - start)")
        }
        guard bytes[start + length - 1] == 0 else {
            throw BSONError(.badLength, at: start + length - 1, "A document does not end with a zero byte")
        }
        self.bytes = bytes
        self.start = start
        self.last = start + length - 1
        self.depth = depth
        self.offset = start + 4
    }

    /// The bytes of this document as they stand, from its beginning, whatever has been read of it.
    public var encoded: ArraySlice<UInt8> { bytes[start...last] }

    /// The next field; `nil` behind the last one.
    ///
    /// - Throws: ``BSONError``. After an error the reader is of no further use.
    public mutating func next() throws(BSONError) -> BSONElement? {
        guard let type = try nextType() else { return nil }
        let key = try readTerminated()
        return BSONElement(key: key, value: try readValue(of: type))
    }

    /// The next field's value; `nil` behind the last one. For lists, whose keys say nothing.
    ///
    /// - Throws: ``BSONError``. After an error the reader is of no further use.
    public mutating func nextValue() throws(BSONError) -> BSONValue? {
        guard let type = try nextType() else { return nil }
        offset = try endOfTerminated() + 1
        return try readValue(of: type)
    }

    /// The type byte of the next element; `nil` at the end of the document.
    mutating func nextType() throws(BSONError) -> BSONType? {
        guard offset < last else { return nil }
        guard let type = BSONType(rawValue: bytes[offset]) else {
            throw BSONError(.unknownType, at: offset, "There is no BSON type \(bytes[offset])")
        }
        offset += 1
        return type
    }
}
