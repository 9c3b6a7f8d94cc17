import BSONCoding

/// A value within the bytes of a BSON document, read only as far as it is asked.
///
/// It borrows the bytes: it must not outlive them. Every access is checked against their end, whatever they hold.
struct StoredValue {
    /// Why the bytes alone do not answer.
    enum Failure: Error {
        /// They are not BSON.
        case damaged
        /// They hold a type that ``Value`` has no case for.
        case foreign
    }

    let type: ValueType
    private let tag: UInt8
    private let bytes: UnsafeRawBufferPointer
    private let start: Int
    private let end: Int

    /// The document that fills `bytes`.
    init(document bytes: UnsafeRawBufferPointer) throws(Failure) {
        try self.init(tag: 0x03, in: bytes, start: 0, limit: bytes.count)
        guard end == bytes.count else { throw .damaged }
    }

    /// The value of a BSON type that begins at `start` and ends at or before `limit`.
    private init(tag: UInt8, in bytes: UnsafeRawBufferPointer, start: Int, limit: Int) throws(Failure) {
        func length() throws(Failure) -> Int {
            guard limit - start >= 4 else { throw .damaged }
            return Int(Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: Int32.self)))
        }
        let size: Int
        switch tag {
        case 0x01: (type, size) = (.double, 8)
        case 0x02: (type, size) = (.string, 4 + max(1, try length()))
        case 0x03: (type, size) = (.document, max(5, try length()))
        case 0x04: (type, size) = (.array, max(5, try length()))
        case 0x05: (type, size) = (.binary, 5 + max(0, try length()))
        case 0x07: (type, size) = (.objectID, 12)
        case 0x08: (type, size) = (.bool, 1)
        case 0x09: (type, size) = (.date, 8)
        case 0x0A: (type, size) = (.null, 0)
        case 0x10: (type, size) = (.int, 4)
        case 0x12: (type, size) = (.int, 8)
        default: throw .foreign
        }
        guard size <= limit - start else { throw .damaged }
        self.tag = tag
        self.bytes = bytes
        self.start = start
        end = start + size
    }

    /// The fields of a document, or the elements of a list.
    struct Elements: FilterElements {
        private let bytes: UnsafeRawBufferPointer
        /// Where the NUL that ends them is.
        private let last: Int
        private var offset: Int

        fileprivate init(of value: StoredValue) {
            bytes = value.bytes
            offset = value.start + 4
            last = value.end - 1
        }

        mutating func next() throws(Failure) -> StoredValue? {
            guard offset < last else { return nil }
            return try readValue(nameFrom: offset + 1)
        }

        /// The value of the next field of this name; fields before it are skipped.
        mutating func next(named name: [UInt8]) throws(Failure) -> StoredValue? {
            while offset < last {
                var end = offset + 1
                for byte in name {
                    guard end < last, bytes[end] == byte else { break }
                    end += 1
                }
                let isWanted = end == offset + 1 + name.count && end < last && bytes[end] == 0
                let value = try readValue(nameFrom: end)
                if isWanted { return value }
            }
            return nil
        }

        /// The name of the next field, whose value is skipped.
        mutating func nextName() throws(Failure) -> UnsafeRawBufferPointer? {
            guard offset < last else { return nil }
            let start = offset + 1
            var end = start
            while end < last, bytes[end] != 0 { end += 1 }
            _ = try readValue(nameFrom: end)
            return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
        }

        /// The value behind a name whose rest begins at `place`, and behind which the next element begins.
        private mutating func readValue(nameFrom place: Int) throws(Failure) -> StoredValue {
            var end = place
            while end < last, bytes[end] != 0 { end += 1 }
            guard end < last else { throw .damaged }
            let value = try StoredValue(tag: bytes[offset], in: bytes, start: end + 1, limit: last)
            offset = value.end
            return value
        }
    }

    private func number<Number: FixedWidthInteger>(as type: Number.Type) -> Number {
        Number(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: type))
    }

    /// Text without its length and the NUL behind it.
    private var text: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[(start + 4)..<(end - 1)]) }
}

extension StoredValue: FilterSubject {
    func field(_ name: PathComponent) throws(Failure) -> StoredValue? {
        var fields = Elements(of: self)
        return try fields.next(named: name.utf8)
    }

    func element(at index: Int) throws(Failure) -> StoredValue? {
        var elements = Elements(of: self)
        var position = 0
        while let element = try elements.next() {
            if position == index { return element }
            position += 1
        }
        return nil
    }

    func elements() -> Elements { Elements(of: self) }

    func moment() throws(Failure) -> Int64? { tag == 0x09 ? number(as: Int64.self) : nil }

    func hasFieldName(in matcher: inout PatternMatcher) throws(Failure) -> Bool {
        var fields = Elements(of: self)
        while let name = try fields.nextName() {
            if matcher.matches(utf8: name) { return true }
        }
        return false
    }

    func elementCount() throws(Failure) -> Int {
        var elements = Elements(of: self)
        var count = 0
        while try elements.next() != nil { count += 1 }
        return count
    }

    var isNaN: Bool { tag == 0x01 && Double(bitPattern: number(as: UInt64.self)).isNaN }

    func isFound(by matcher: inout PatternMatcher) -> Bool { matcher.matches(utf8: text) }

    func order(comparedTo operand: Value) throws(Failure) -> Value.Order {
        switch (tag, operand) {
        case (0x02, .string(let operand)): order(ofTextComparedTo: operand)
        case (0x0A, .null): .equal
        case (0x03, _), (0x04, _), (0x05, _): Value.order(try decoded(), operand)
        default: Value.order(try scalar(), operand)
        }
    }

    private func order(ofTextComparedTo operand: String) -> Value.Order {
        var operand = operand
        return operand.withUTF8 { operand in
            let shorter = min(text.count, operand.count)
            for index in 0..<shorter where text[index] != operand[index] {
                return Value.Order(text[index], operand[index])
            }
            return Value.Order(text.count, operand.count)
        }
    }

    /// The value by which a record is put in order that has this one in the field; see ``Document/sortValue(at:)``.
    func sortValue() throws(Failure) -> Value {
        switch tag {
        case 0x02:
            guard let text = String(validating: text, as: UTF8.self) else { throw .damaged }
            return .string(text)
        case 0x03, 0x04: return .array([])
        case 0x05: return try decoded()
        case 0x0A: return .null
        default: return try scalar()
        }
    }

    private func scalar() throws(Failure) -> Value {
        switch tag {
        case 0x01: return .double(Double(bitPattern: number(as: UInt64.self)))
        case 0x08: return .bool(bytes[start] != 0)
        case 0x09: return .date(WallTime(millisecondsSince1970: number(as: Int64.self)))
        case 0x10: return .int(Int64(number(as: Int32.self)))
        case 0x12: return .int(number(as: Int64.self))
        case 0x07:
            guard let id = ObjectID(bytes: bytes[start..<end]) else { throw .damaged }
            return .objectID(id)
        default: throw .foreign
        }
    }

    /// The value with everything in it, as the only field of a document of its own.
    private func decoded() throws(Failure) -> Value {
        let size = Int32(truncatingIfNeeded: 4 + 2 + (end - start) + 1)
        var document: [UInt8] = []
        withUnsafeBytes(of: size.littleEndian) { document.append(contentsOf: $0) }
        document += [tag, 0]
        document += bytes[start..<end]
        document.append(0)
        guard let value = (try? Document(bson: document))?.first?.value else { throw .damaged }
        return value
    }
}
