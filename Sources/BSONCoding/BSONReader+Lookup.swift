extension BSONReader {
    /// The value at a path of names, looking into documents, and into lists where a name is a position; `nil` when there
    /// is none. Reads nothing else, and begins at the document's beginning, whatever has been read of it.
    ///
    /// An empty path is this document itself. When a key occurs twice, the first counts.
    ///
    /// - Throws: ``BSONError`` when the way to the value is damaged.
    /// - Complexity: proportional to the number of fields before the value on every level.
    public func value(at path: [String]) throws(BSONError) -> BSONValue? {
        var value = BSONValue.document(try BSONReader(bytes, start: start, end: last + 1, depth: depth))
        for name in path {
            switch value {
            case .document(var reader), .array(var reader):
                guard let next = try reader.advance(to: name) else { return nil }
                value = next
            default: return nil
            }
        }
        return value
    }

    /// The value of a field of this document; `nil` when there is none. As ``value(at:)`` with one name.
    ///
    /// - Throws: ``BSONError`` when the way to the value is damaged.
    public func value(named name: String) throws(BSONError) -> BSONValue? {
        var reader = self
        reader.offset = start + 4
        return try reader.advance(to: name)
    }

    /// This document with another text in a field that holds one, copied without being read; `nil` when it has no such field.
    ///
    /// When the key occurs twice, the first counts.
    ///
    /// - Throws: ``BSONError`` when the way to the value is damaged, or the text makes the document too large.
    package func replacing(_ name: String, with text: String) throws(BSONError) -> BSONReader? {
        var reader = self
        reader.offset = start + 4
        guard try reader.advanceToValue(of: name) == .string else { return nil }
        let place = reader.offset
        try reader.skipValue(of: .string)
        var writer = BSONWriter(expectedBytes: encoded.count + text.utf8.count)
        writer.appendBytes(bytes[start + 4..<place])
        writer.appendCounted(text)
        writer.appendBytes(bytes[reader.offset..<last])
        return try BSONReader(try writer.finish())
    }

    /// The value of the next field of this name; fields before it are skipped.
    private mutating func advance(to name: String) throws(BSONError) -> BSONValue? {
        guard let type = try advanceToValue(of: name) else { return nil }
        return try readValue(of: type)
    }

    /// Moves before the value of the next field of this name, and gives its type; fields before it are skipped.
    private mutating func advanceToValue(of name: String) throws(BSONError) -> BSONType? {
        while let type = try nextType() {
            let end = try endOfTerminated()
            let isWanted = isName(name, endingAt: end)
            offset = end + 1
            if isWanted { return type }
            try skipValue(of: type)
        }
        return nil
    }

    /// Whether the bytes up to `end` are this name. Compared where they lie: every field that is skipped comes by here.
    private func isName(_ name: String, endingAt end: Int) -> Bool {
        let count = end - offset
        guard name.utf8.count == count else { return false }
        let isSame: Bool? = bytes.withUnsafeBufferPointer { buffer in
            name.utf8.withContiguousStorageIfAvailable { name in
                var index = 0
                while index < count, buffer[offset + index] == name[index] { index += 1 }
                return index == count
            }
        }
        return isSame ?? bytes[offset..<end].elementsEqual(name.utf8)
    }
}
