import BSONCoding

/// Writes values as relaxed Extended JSON.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []

    /// Most records need a few hundred bytes.
    init() { bytes.reserveCapacity(512) }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func write(_ value: Value) {
        switch value {
        case .null: append("null")
        case .bool(let value): append(value ? ("true" as StaticString) : "false")
        case .int(let value): append(value.description)
        case .double(let value): write(value)
        case .string(let value): write(value)
        case .date(let value): write(value)
        case .binary(let value): write(value)
        case .objectID(let value): append("{\"$oid\":\"\(value)\"}")
        case .array(let elements): write(elements)
        case .document(let document): write(document)
        }
    }

    private mutating func write(_ elements: [Value]) {
        append("[")
        for (index, element) in elements.enumerated() {
            if index > 0 { append(",") }
            write(element)
        }
        append("]")
    }

    private mutating func write(_ document: Document) {
        append("{")
        for (index, (key, value)) in document.enumerated() {
            if index > 0 { append(",") }
            write(key)
            append(":")
            write(value)
        }
        append("}")
    }

    private mutating func write(_ number: Double) {
        if number.isFinite {
            append(number.description)
        } else {
            append("{\"$numberDouble\":\"\(number.jsonName)\"}")
        }
    }

    private mutating func write(_ time: WallTime) {
        if let text = time.iso8601, time.millisecondsSince1970 >= 0 {
            append("{\"$date\":\"\(text)\"}")
        } else {
            append("{\"$date\":{\"$numberLong\":\"\(time.millisecondsSince1970)\"}}")
        }
    }

    private mutating func write(_ binary: Binary) {
        let subtype = Hexadecimal.text(of: binary.subtype)
        append("{\"$binary\":{\"base64\":\"\(Base64.encode(binary.bytes))\",\"subType\":\"\(subtype)\"}}")
    }

    private mutating func write(_ text: String) {
        append("\"")
        var text = text
        text.withUTF8 { write(utf8: $0) }
        append("\"")
    }

    private mutating func write(utf8 text: UnsafeBufferPointer<UInt8>) {
        // Most text is as it is in JSON.
        guard text.contains(where: { $0 < 32 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) else {
            return bytes.append(contentsOf: text)
        }
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""): append("\\\"")
            case UInt8(ascii: "\\"): append("\\\\")
            case UInt8(ascii: "\n"): append("\\n")
            case UInt8(ascii: "\r"): append("\\r")
            case UInt8(ascii: "\t"): append("\\t")
            case 0..<32: append("\\u00\(Hexadecimal.text(of: byte))")
            default: bytes.append(byte)
            }
        }
    }

    /// Text that is made here.
    private mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    /// A part of JSON's own writing.
    private mutating func append(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
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
