import RegistryCore

/// Values as CSV text (RFC 4180).
enum CSVFormat {
    /// The fields of a record that are no columns.
    static let omittedKeys: Set<String> = ["FileList", "Metadata"]

    /// The end of a row.
    static let lineEnd = "\r\n"

    /// One value as plain text: nothing for null, `true` and `false`, numbers in their shortest exact form, `NaN`,
    /// `Infinity` and `-Infinity`, moments as ISO 8601, identifiers as hexadecimal digits, anything nested as JSON.
    static func text(_ value: Value) -> String {
        switch value {
        case .null: ""
        case .bool(let value): value ? "true" : "false"
        case .int(let value): "\(value)"
        case .double(let value):
            value.isNaN ? "NaN" : value.isInfinite ? (value < 0 ? "-Infinity" : "Infinity") : "\(value)"
        case .string(let value): value
        case .date(let value): value.description
        case .objectID(let value): RecordID.objectID(value).description
        case .binary, .array, .document: value.json()
        }
    }

    /// One row with its end.
    static func row(_ fields: [String]) -> String {
        // A row of one empty field would be an empty line, which readers pass over.
        if fields == [""] { return "\"\"" + lineEnd }
        return fields.map(quoted).joined(separator: ",") + lineEnd
    }

    /// A field in quotes where it needs them.
    private static func quoted(_ field: String) -> String {
        let special = field.utf8.contains { byte in
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\r")
                || byte == UInt8(ascii: "\n")
        }
        guard special else { return field }
        var result = "\""
        for scalar in field.unicodeScalars {
            if scalar == "\"" { result += "\"\"" } else { result.unicodeScalars.append(scalar) }
        }
        return result + "\""
    }
}
