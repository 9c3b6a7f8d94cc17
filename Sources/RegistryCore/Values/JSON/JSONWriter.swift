import BSONCoding

/// Writes values as relaxed Extended JSON.
package struct JSONWriter {
    private var text: JSONBytes

    /// - Parameter capacity: How many bytes there will probably be. Most records need a few hundred.
    package init(capacity: Int = 512) { text = JSONBytes(capacity: capacity) }

    /// The text so far, as UTF-8.
    package var bytes: [UInt8] { text.bytes }

    /// How many bytes ``bytes`` has.
    package var count: Int { text.count }

    /// Reads ``bytes`` in place.
    package func withBytes<Result>(_ read: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        try text.withBytes(read)
    }

    /// Writes a value.
    package mutating func write(_ value: Value) {
        switch value {
        case .null: append("null")
        case .bool(let value): write(value)
        case .int(let value): write(value)
        case .double(let value): write(value)
        case .string(let value): write(value)
        case .date(let value): write(value)
        case .binary(let value): write(value)
        case .objectID(let value): write(value)
        case .array(let elements): write(elements)
        case .document(let document): write(document)
        }
    }

    /// Takes back what was written behind a number of bytes.
    mutating func removeAll(behind count: Int) { text.removeAll(behind: count) }

    private mutating func write(_ elements: [Value]) {
        append(UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { append(UInt8(ascii: ",")) }
            write(element)
        }
        append(UInt8(ascii: "]"))
    }

    private mutating func write(_ document: Document) {
        guard ExtendedJSON.needsLiteral(document) else { return writeFields(of: document) }
        append("{\"")
        text.append(ExtendedJSON.literal)
        append("\":")
        writeFields(of: document)
        append(UInt8(ascii: "}"))
    }

    private mutating func writeFields(of document: Document) {
        append(UInt8(ascii: "{"))
        for (index, (key, value)) in document.enumerated() {
            if index > 0 { append(UInt8(ascii: ",")) }
            write(key)
            append(UInt8(ascii: ":"))
            write(value)
        }
        append(UInt8(ascii: "}"))
    }

    mutating func write(_ value: Bool) { append(value ? "true" : "false") }

    mutating func write(_ number: Int64) {
        // The digits from the last to the first: at most 19, and a sign.
        text.write(atMost: 20) { target in
            var place = 20
            var rest = number.magnitude
            repeat {
                place -= 1
                target[place] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            } while rest > 0
            if number < 0 {
                place -= 1
                target[place] = UInt8(ascii: "-")
            }
            for index in place..<20 { target[index - place] = target[index] }
            return 20 - place
        }
    }

    mutating func write(_ number: Double) {
        if number.isFinite {
            text.append(number.description)
        } else {
            append("{\"$numberDouble\":\"")
            text.append(number.jsonName)
            append("\"}")
        }
    }

    mutating func write(_ time: WallTime) {
        guard time.millisecondsSince1970 >= 0, time.hasISO8601 else {
            append("{\"$date\":{\"$numberLong\":\"")
            write(time.millisecondsSince1970)
            return append("\"}}")
        }
        append("{\"$date\":\"")
        text.write(atMost: WallTime.iso8601Length) { time.writeISO8601(into: $0) }
        append("\"}")
    }

    mutating func write(_ id: ObjectID) {
        append("{\"$oid\":\"")
        text.write(atMost: ObjectID.textLength) { id.writeText(into: $0) }
        append("\"}")
    }

    mutating func write(_ binary: Binary) {
        append("{\"$binary\":{\"base64\":\"")
        text.append(Base64.encode(binary.bytes))
        append("\",\"subType\":\"")
        text.append(Hexadecimal.text(of: binary.subtype))
        append("\"}}")
    }

    private mutating func write(_ string: String) {
        var string = string
        string.withUTF8 { write(utf8: $0) }
    }

    /// Writes text in quotation marks.
    mutating func write(utf8 string: UnsafeBufferPointer<UInt8>) {
        append(UInt8(ascii: "\""))
        // Most text is as it is in JSON.
        if string.isPlainInJSON { text.append(string) } else { writeEscaped(string) }
        append(UInt8(ascii: "\""))
    }

    /// Writes what stands before the value of a field: a mark, the key and a colon.
    ///
    /// - Parameter mark: `{` before the first field, `,` before another one.
    mutating func write(key: UnsafeBufferPointer<UInt8>, behind mark: UInt8) {
        guard key.isPlainInJSON else {
            append(mark)
            write(utf8: key)
            return append(UInt8(ascii: ":"))
        }
        // A record has more keys than anything else, most of a few bytes: one question for room is enough for all of it.
        let size = key.count + 4
        text.write(atMost: size) { target in
            target[0] = mark
            target[1] = UInt8(ascii: "\"")
            _ = UnsafeMutableBufferPointer(rebasing: target[2..<size - 2]).update(fromContentsOf: key)
            target[size - 2] = UInt8(ascii: "\"")
            target[size - 1] = UInt8(ascii: ":")
            return size
        }
    }

    private mutating func writeEscaped(_ string: UnsafeBufferPointer<UInt8>) {
        for byte in string {
            switch byte {
            case UInt8(ascii: "\""): append("\\\"")
            case UInt8(ascii: "\\"): append("\\\\")
            case UInt8(ascii: "\n"): append("\\n")
            case UInt8(ascii: "\r"): append("\\r")
            case UInt8(ascii: "\t"): append("\\t")
            case 0..<32:
                append("\\u00")
                text.append(Hexadecimal.text(of: byte))
            default: append(byte)
            }
        }
    }

    /// Writes a byte of JSON as it is, such as what stands between two values.
    package mutating func append(_ byte: UInt8) { text.append(byte) }

    /// Writes a part of JSON as it is.
    package mutating func append(_ text: StaticString) { self.text.append(text) }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether JSON has these bytes as they are between quotation marks: no control character, `"` or `\`.
    fileprivate var isPlainInJSON: Bool {
        let whole = count & ~7
        var index = 0
        while index < whole {
            let word = UnsafeRawBufferPointer(self).loadUnaligned(fromByteOffset: index, as: UInt64.self)
            guard word.bytesAreAtLeast32, word.lacks(UInt8(ascii: "\"")), word.lacks(UInt8(ascii: "\\")) else {
                return false
            }
            index += 8
        }
        while index < count {
            let byte = self[index]
            guard byte >= 32, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") else { return false }
            index += 1
        }
        return true
    }
}

// Eight bytes at once: a byte's highest bit is set where a subtraction borrowed from it.
extension UInt64 {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highest: UInt64 = 0x8080_8080_8080_8080

    /// Whether none of the eight bytes is below 32.
    fileprivate var bytesAreAtLeast32: Bool { (self &- Self.ones &* 32) & ~self & Self.highest == 0 }

    /// Whether none of the eight bytes is this one.
    fileprivate func lacks(_ byte: UInt8) -> Bool {
        let difference = self ^ (Self.ones &* UInt64(byte))
        return (difference &- Self.ones) & ~difference & Self.highest == 0
    }
}

extension Double {
    /// How a number that JSON cannot write is named in it: `NaN`, `Infinity`, `-Infinity`.
    package var jsonName: String { isNaN ? "NaN" : self < 0 ? "-Infinity" : "Infinity" }

    /// The number of such a name.
    package init?(jsonName: String) {
        switch jsonName {
        case "NaN": self = .nan
        case "Infinity": self = .infinity
        case "-Infinity": self = -.infinity
        default: return nil
        }
    }
}
