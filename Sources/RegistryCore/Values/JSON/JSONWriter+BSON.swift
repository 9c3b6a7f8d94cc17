package import BSONCoding

// From BSON into JSON without a ``Value`` in between. A page of records that is sent as JSON is stored as BSON; to make values of
// it takes longer than to look it up.
extension JSONWriter {
    /// Writes a document as the ``Document`` would be written that is read from it.
    ///
    /// - Parameters:
    ///   - reader: The document, of which nothing has been read.
    ///   - omitted: The field of the document that is left out.
    /// - Throws: ``BSONError``; what has been written of the document is taken back then.
    package mutating func write(_ reader: BSONReader, without omitted: OmittedField? = nil) throws(BSONError) {
        let start = count
        do {
            if try writeFields(of: reader, without: omitted) { return }
            // Keys that are there twice, or many keys, or one that looks like Extended JSON: rare, so they may take their time.
            removeAll(behind: start)
            var document = try Document(reading: reader)
            if let omitted { document[omitted.name] = nil }
            write(.document(document))
        } catch {
            removeAll(behind: start)
            throw error
        }
    }

    /// So many keys of a document are told apart here. Each that may be there twice is looked for among those before it, and of
    /// thousands each may be.
    private static let mostKeys = 100

    /// Writes a document whose keys are distinct, not many and nothing special; `false` for any other, which is not written whole.
    private mutating func writeFields(
        of document: BSONReader, without omitted: OmittedField?
    ) throws(BSONError) -> Bool {
        var reader = document
        var keys = WrittenKeys()
        var separator = UInt8(ascii: "{")
        var count = 0
        while let type = try reader.nextFieldType() {
            if let omitted, reader.skipKey(ifTerminated: omitted.terminated) {
                try reader.skip(type)
                continue
            }
            count += 1
            guard count <= Self.mostKeys else { return false }
            let place = reader
            var mayRepeat = false
            var isSpecial = false
            try reader.withKey { key in
                write(key: key, behind: separator)
                mayRepeat = keys.mayRepeat(key)
                isSpecial = key.first == UInt8(ascii: "$")
            }
            // Rare, and perhaps to be written as something else, see ``ExtendedJSON/literal``.
            if isSpecial, count == 1 { return false }
            if mayRepeat, try document.hasKey(of: place) { return false }
            separator = UInt8(ascii: ",")
            try write(type, from: &reader)
        }
        if separator == UInt8(ascii: "{") { append(separator) }
        append(UInt8(ascii: "}"))
        return true
    }

    private mutating func write(_ type: BSONType, from reader: inout BSONReader) throws(BSONError) {
        switch type {
        case .null: append("null")
        case .bool: write(try reader.readTruth())
        case .int32: write(Int64(try reader.readInt32()))
        case .int64: write(try reader.readInt64())
        case .double: write(try reader.readDouble())
        case .string: try reader.withString { write(utf8: $0) }
        case .date: write(WallTime(millisecondsSince1970: try reader.readInt64()))
        case .objectID: write(try reader.readObjectID())
        case .document: try write(try reader.readNested(), without: nil)
        case .array: try writeElements(of: try reader.readNested())
        default: write(try Value(reading: try reader.readAny(type)))
        }
    }

    private mutating func writeElements(of list: BSONReader) throws(BSONError) {
        var reader = list
        var separator = UInt8(ascii: "[")
        while let type = try reader.nextFieldType() {
            append(separator)
            separator = UInt8(ascii: ",")
            try reader.skipKey()
            try write(type, from: &reader)
        }
        if separator == UInt8(ascii: "[") { append(separator) }
        append(UInt8(ascii: "]"))
    }
}

/// The name of a field that is left out of what is written.
package struct OmittedField: Sendable {
    /// The name.
    package let name: String
    fileprivate let terminated: [UInt8]

    /// - Parameter name: A name without NUL.
    package init(_ name: String) {
        self.name = name
        terminated = Array(name.utf8) + [0]
    }
}
