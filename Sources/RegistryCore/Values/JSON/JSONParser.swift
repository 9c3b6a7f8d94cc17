import BSONCoding

/// Reads one JSON text of which nothing is believed.
struct JSONParser {
    /// The deepest nesting of objects and lists.
    static let deepestNesting = 100

    /// What is taken beside JSON.
    enum Dialect {
        /// MongoDB's Extended JSON, and no key twice.
        case extended
        /// What Python's `json` writes and reads: `NaN`, `Infinity` and `-Infinity` stand bare, numbers beyond a double are
        /// infinite, of a key that is given twice the last counts, halves of surrogate pairs are replaced, and an object is
        /// nothing but an object.
        case python
    }

    private let bytes: [UInt8]
    private let dialect: Dialect
    private var position = 0

    init(_ bytes: [UInt8], dialect: Dialect = .extended) {
        self.bytes = bytes
        self.dialect = dialect
    }

    mutating func parse() throws(RegistryError) -> Value {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        let value = try parseValue(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw fault("expected the end of the text") }
        return value
    }

    private mutating func parseValue(depth: Int) throws(RegistryError) -> Value {
        guard depth <= Self.deepestNesting else {
            throw fault("the nesting is deeper than \(Self.deepestNesting) levels")
        }
        skipSpace()
        switch peek {
        case UInt8(ascii: "{"): return try value(of: try parseObject(depth: depth))
        case UInt8(ascii: "["): return try parseArray(depth: depth)
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "t"): return try parseWord("true", .bool(true))
        case UInt8(ascii: "f"): return try parseWord("false", .bool(false))
        case UInt8(ascii: "n"): return try parseWord("null", .null)
        case nil: throw fault("the text ends where a value was expected")
        case UInt8(ascii: "N") where dialect == .python: return try parseWord("NaN", .double(.nan))
        case UInt8(ascii: "I") where dialect == .python: return try parseWord("Infinity", .double(.infinity))
        case UInt8(ascii: "-") where dialect == .python && bytes[position...].starts(with: "-Infinity".utf8):
            return try parseWord("-Infinity", .double(-.infinity))
        case let byte? where byte == UInt8(ascii: "-") || Self.isDigit(byte): return try parseNumber()
        default: throw fault("expected a value")
        }
    }

    /// An object as it stands in the text, of which nobody has asked yet what it stands for.
    private struct Object {
        let start: Int
        var fields: [Document.Element] = []
        /// The object behind the name `$literal`, one at most, and which field it is.
        var literals: [(field: Int, content: Object)] = []
    }

    private mutating func parseObject(depth: Int) throws(RegistryError) -> Object {
        guard depth <= Self.deepestNesting else {
            throw fault("the nesting is deeper than \(Self.deepestNesting) levels")
        }
        var object = Object(start: position)
        position += 1
        var places: [[UInt8]: Int] = [:]
        skipSpace()
        if skip(UInt8(ascii: "}")) { return object }
        repeat {
            skipSpace()
            guard peek == UInt8(ascii: "\"") else { throw fault("expected a key in double quotes") }
            let keyPosition = position
            let key = try parseString()
            let place = places[Array(key.utf8)]
            guard place == nil || dialect == .python else {
                throw fault("the key \"\(key.prefix(80))\" is given twice in one object", at: keyPosition)
            }
            skipSpace()
            guard skip(UInt8(ascii: ":")) else { throw fault("expected : after a key") }
            skipSpace()
            if dialect == .extended, key == ExtendedJSON.literal, peek == UInt8(ascii: "{") {
                object.literals.append((object.fields.count, try parseObject(depth: depth + 1)))
                object.fields.append((key, .null))
            } else if let place {
                object.fields[place].value = try parseValue(depth: depth + 1)
            } else {
                object.fields.append((key, try parseValue(depth: depth + 1)))
            }
            if place == nil { places[Array(key.utf8)] = object.fields.count - 1 }
            skipSpace()
        } while skip(UInt8(ascii: ","))
        guard skip(UInt8(ascii: "}")) else { throw fault("expected , or }") }
        return object
    }

    /// What an object stands for.
    private func value(of object: Object) throws(RegistryError) -> Value {
        if object.fields.count == 1, let literal = object.literals.first {
            return .document(try document(of: literal.content))
        }
        let document = try document(of: object)
        if dialect == .python { return .document(document) }
        do throws(ExtendedJSON.Fault) {
            return try ExtendedJSON.value(of: document)
        } catch {
            throw fault(error.message, at: object.start)
        }
    }

    /// The fields of an object, whatever it stands for.
    private func document(of object: Object) throws(RegistryError) -> Document {
        var fields = object.fields
        for literal in object.literals { fields[literal.field].value = try value(of: literal.content) }
        return Document(distinct: fields)
    }

    private mutating func parseArray(depth: Int) throws(RegistryError) -> Value {
        position += 1
        var elements: [Value] = []
        skipSpace()
        if skip(UInt8(ascii: "]")) { return .array([]) }
        repeat {
            elements.append(try parseValue(depth: depth + 1))
            skipSpace()
        } while skip(UInt8(ascii: ","))
        guard skip(UInt8(ascii: "]")) else { throw fault("expected , or ]") }
        return .array(elements)
    }

    private mutating func parseWord(_ word: String, _ value: Value) throws(RegistryError) -> Value {
        guard bytes[position...].starts(with: word.utf8) else { throw fault("expected a value") }
        position += word.utf8.count
        return value
    }

    private mutating func parseNumber() throws(RegistryError) -> Value {
        let start = position
        _ = skip(UInt8(ascii: "-"))
        let isZero = peek == UInt8(ascii: "0")
        let wholeDigits = skipDigits()
        guard wholeDigits > 0, !isZero || wholeDigits == 1 else { throw fault("this is not a number", at: start) }
        var isWhole = true
        if skip(UInt8(ascii: ".")) {
            isWhole = false
            guard skipDigits() > 0 else { throw fault("expected a digit after the decimal point") }
        }
        if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
            isWhole = false
            if !skip(UInt8(ascii: "+")) { _ = skip(UInt8(ascii: "-")) }
            guard skipDigits() > 0 else { throw fault("expected a digit in the exponent") }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let whole = Int64(text) { return .int(whole) }
        guard let number = Double(text), number.isFinite || dialect == .python else {
            throw fault("a number is too large; write {\"$numberDouble\": \"Infinity\"} for infinity", at: start)
        }
        return .double(number)
    }

    private mutating func parseString() throws(RegistryError) -> String {
        let start = position
        position += 1
        var content: [UInt8] = []
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                guard let text = String(validating: content, as: UTF8.self) else {
                    throw fault("a text is not valid UTF-8", at: start)
                }
                return text
            case UInt8(ascii: "\\"):
                position += 1
                try parseEscape(into: &content)
            case 0..<32: throw fault("a control character in a text has to be escaped")
            default:
                content.append(byte)
                position += 1
            }
        }
        throw fault("a text has no closing quote", at: start)
    }

    private mutating func parseEscape(into content: inout [UInt8]) throws(RegistryError) {
        guard let byte = peek else { throw fault("the text ends in an escape") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
        case UInt8(ascii: "b"): content.append(8)
        case UInt8(ascii: "f"): content.append(12)
        case UInt8(ascii: "n"): content.append(10)
        case UInt8(ascii: "r"): content.append(13)
        case UInt8(ascii: "t"): content.append(9)
        case UInt8(ascii: "u"):
            let start = position
            var code = try parseHexadecimal()
            if (0xD800..<0xDC00).contains(code), skip(UInt8(ascii: "\\")), skip(UInt8(ascii: "u")) {
                let low = try parseHexadecimal()
                guard (0xDC00..<0xE000).contains(low) else {
                    guard dialect == .python else { throw fault("half of a surrogate pair", at: start) }
                    content += "\u{FFFD}".utf8
                    content += UTF8.encode(Unicode.Scalar(low) ?? "\u{FFFD}").map(Array.init) ?? []
                    return
                }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) ?? (dialect == .python ? "\u{FFFD}" : nil) else {
                throw fault("half of a surrogate pair", at: start)
            }
            content.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
        default: throw fault("\\\(Character(Unicode.Scalar(byte))) is not an escape", at: position - 2)
        }
    }

    private mutating func parseHexadecimal() throws(RegistryError) -> UInt32 {
        guard bytes.count - position >= 4,
            let code = Hexadecimal.number(of: bytes[position..<position + 4], as: UInt32.self)
        else { throw fault("expected four hexadecimal digits") }
        position += 4
        return code
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipDigits() -> Int {
        let start = position
        while let byte = peek, Self.isDigit(byte) { position += 1 }
        return position - start
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    private mutating func skipSpace() {
        while let byte = peek, byte == 32 || byte == 10 || byte == 13 || byte == 9 { position += 1 }
    }

    private func fault(_ problem: String, at offset: Int? = nil) -> RegistryError {
        let before = bytes[..<min(offset ?? position, bytes.count)]
        let line = before.count { $0 == 10 } + 1
        let column = before.count - (before.lastIndex(of: 10).map { $0 + 1 } ?? 0) + 1
        return RegistryError(
            .invalidArgument, "The JSON text is not right at line \(line), column \(column): \(problem).")
    }
}
