/// Puts a document together, field by field, in one buffer.
///
/// ```swift
/// var writer = BSONWriter()
/// writer.append("name", string: "mnist")
/// writer.beginArray("layers")
/// writer.append(0, int64: 784)
/// writer.append(1, int64: 10)
/// writer.end()
/// let bytes = try writer.finish()
/// ```
///
/// A fault (a NUL in a key, too deep nesting) is remembered and thrown by ``finish()``, so that the calls in between
/// need no `try`. Keys are not checked for repetition. A writer is a value: it is used from one thread at a time.
public struct BSONWriter: Sendable {
    /// The deepest nesting of documents and lists, the outermost included: 100, as MongoDB's.
    public static let deepestNesting = 100

    private(set) var bytes: [UInt8]
    private var starts: [Int]
    private var failure: BSONError?

    /// Begins a document.
    ///
    /// - Parameter expectedBytes: how large it is likely to be; the buffer grows beyond as needed. Default: 512.
    public init(expectedBytes: Int = 512) {
        bytes = []
        bytes.reserveCapacity(max(expectedBytes, 5))
        starts = [0]
        appendNumber(0 as Int32)
    }

    /// The number of bytes written so far.
    public var count: Int { bytes.count }

    /// Begins a document within the document; ``end()`` ends it.
    public mutating func beginDocument(_ key: BSONKey) { begin(.document, key) }

    /// Begins a list; ``end()`` ends it. Its elements' keys are their positions, 0, 1, 2 and so on.
    public mutating func beginArray(_ key: BSONKey) { begin(.array, key) }

    /// Ends the document or list begun last. Ending more than were begun is a programmer's error and traps.
    public mutating func end() {
        precondition(starts.count > 1, "end() without beginDocument(_:) or beginArray(_:)")
        close(starts.removeLast())
    }

    /// Ends the outermost document and gives its bytes. What was begun and not ended is a programmer's error and traps.
    ///
    /// - Throws: ``BSONError`` with `nulInText`, `tooDeep` or `tooLarge`: the first fault of all calls.
    public consuming func finish() throws(BSONError) -> [UInt8] {
        precondition(starts.count == 1, "a document or list was begun and not ended")
        close(0)
        if let failure { throw failure }
        return bytes
    }

    mutating func note(_ kind: BSONError.Kind, _ message: String) {
        if failure == nil { failure = BSONError(kind, at: bytes.count, message) }
    }

    private mutating func begin(_ type: BSONType, _ key: BSONKey) {
        if starts.count >= Self.deepestNesting {
            note(.tooDeep, "Documents are nested deeper than \(Self.deepestNesting) levels")
        }
        appendHeader(type, key)
        starts.append(bytes.count)
        appendNumber(0 as Int32)
    }

    private mutating func close(_ start: Int) {
        bytes.append(0)
        patchLength(at: start)
    }

    /// Writes how many bytes there are from `start` to the end, at `start`.
    mutating func patchLength(at start: Int) {
        guard let length = UInt32(exactly: bytes.count - start), length <= Int32.max else {
            return note(.tooLarge, "A document is larger than \(Int32.max) bytes")
        }
        for index in 0..<4 { bytes[start + index] = UInt8(truncatingIfNeeded: length >> UInt32(index * 8)) }
    }

    // MARK: Pieces

    mutating func appendHeader(_ type: BSONType, _ key: BSONKey) {
        bytes.append(type.rawValue)
        switch key {
        case .name(let name): appendTerminated(name)
        case .index(let index): appendDigits(index)
        }
    }

    /// Text, ended by a NUL, without a length in front.
    mutating func appendTerminated(_ text: String) {
        var text = text
        let hasNUL = text.withUTF8 { utf8 in
            bytes.append(contentsOf: utf8)
            return utf8.contains(0)
        }
        if hasNUL { note(.nulInText, "A key or a regular expression holds a NUL character") }
        bytes.append(0)
    }

    /// Text with its length in front and a NUL behind.
    mutating func appendCounted(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            appendLength(utf8.count + 1)
            bytes.append(contentsOf: utf8)
        }
        bytes.append(0)
    }

    mutating func appendLength(_ length: Int) {
        if length > Int(Int32.max) { note(.tooLarge, "A value is larger than \(Int32.max) bytes") }
        appendNumber(Int32(truncatingIfNeeded: length))
    }

    mutating func appendNumber(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func appendByte(_ byte: UInt8) { bytes.append(byte) }

    mutating func appendBytes(_ new: [UInt8]) { bytes.append(contentsOf: new) }

    mutating func appendBytes(_ new: ArraySlice<UInt8>) { bytes.append(contentsOf: new) }

    private mutating func appendDigits(_ index: Int) {
        if (0..<10).contains(index) {
            bytes.append(UInt8(ascii: "0") + UInt8(index))
        } else {
            bytes.append(contentsOf: String(index).utf8)
        }
        bytes.append(0)
    }
}
