import BSONCoding

/// The objects by which MongoDB's Extended JSON says what plain JSON cannot.
enum ExtendedJSON {
    /// Why an object that looks like Extended JSON is none; without the place, which the parser knows.
    struct Fault: Error {
        let message: String
    }

    /// The object that says of the one in it that it is a document, whatever it looks like. MongoDB has none for that; its
    /// aggregation has this name for something similar.
    static let literal = "$literal"

    private static let names: Set<String> = [
        "$oid", "$date", "$binary", "$uuid", "$numberLong", "$numberInt", "$numberDouble", literal,
    ]

    /// Whether a document would be read as something else if its JSON stood alone.
    static func needsLiteral(_ document: Document) -> Bool {
        guard document.count == 1, let key = document.first?.key, key.utf8.first == UInt8(ascii: "$") else {
            return false
        }
        return names.contains(key)
    }

    /// The value that an object stands for: itself, unless it is one of Extended JSON's.
    static func value(of object: Document) throws(Fault) -> Value {
        guard object.count == 1, let (key, content) = object.first, key.utf8.first == UInt8(ascii: "$") else {
            return .document(object)
        }
        switch key {
        case "$oid":
            guard let id = content.stringValue.flatMap({ ObjectID($0) }) else {
                throw Fault(message: "$oid takes a text of 24 hexadecimal digits")
            }
            return .objectID(id)
        case "$date": return .date(try date(content))
        case "$binary": return .binary(try binary(content))
        case "$uuid":
            guard let text = content.stringValue, text.utf8.count == 36,
                let bytes = bytes(ofHexadecimal: text.filter { $0 != "-" }), bytes.count == 16
            else { throw Fault(message: "$uuid takes a text such as 01234567-89ab-cdef-0123-456789abcdef") }
            return .binary(Binary(bytes, subtype: 4))
        case "$numberLong", "$numberInt":
            guard let number = content.stringValue.flatMap({ Int64($0) }) else {
                throw Fault(message: "\(key) takes a whole number as text")
            }
            return .int(number)
        case "$numberDouble":
            guard let text = content.stringValue, let number = Double(jsonName: text) ?? Double(text) else {
                throw Fault(message: "$numberDouble takes a number as text, or NaN, Infinity, -Infinity")
            }
            return .double(number)
        default: return .document(object)
        }
    }

    private static func date(_ content: Value) throws(Fault) -> WallTime {
        if let text = content.stringValue, let time = WallTime(iso8601: text) { return time }
        if let milliseconds = content.intValue { return WallTime(millisecondsSince1970: milliseconds) }
        throw Fault(message: "$date takes a date such as \"2026-01-31T12:00:00Z\", or milliseconds as $numberLong")
    }

    private static func binary(_ content: Value) throws(Fault) -> Binary {
        guard let document = content.documentValue, document.count == 2, let base64 = document["base64"]?.stringValue,
            let bytes = Base64.decode(base64), let subtype = document["subType"]?.stringValue,
            let number = Hexadecimal.number(of: subtype.utf8, as: UInt8.self)
        else { throw Fault(message: "$binary takes {\"base64\": …, \"subType\": two hexadecimal digits}") }
        return Binary(bytes, subtype: number)
    }

    private static func bytes(ofHexadecimal text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = Hexadecimal.number(of: digits[index..<index + 2], as: UInt8.self) else { return nil }
            bytes.append(byte)
        }
        return bytes
    }
}
