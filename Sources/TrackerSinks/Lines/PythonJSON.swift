import RegistryCore
import TrackerFiles

/// JSON as Python's `json` writes and reads it: NaN and the infinities stand bare, and names are as they were before they were
/// escaped for the registry.
enum PythonJSON {
    /// A value as JSON, on one line.
    static func bytes(_ value: Value) -> [UInt8] {
        switch value {
        case .double(let number): Array(WandBRecordEncoder.jsonText(number).utf8)
        case .string(let text): WandBRecordEncoder.jsonText(text)
        case .array(let elements): joined(elements.map(bytes), "[", "]")
        case .document(let fields):
            joined(
                fields.map {
                    WandBRecordEncoder.jsonText(FieldName.unescaped($0.key)) + Array(": ".utf8) + bytes($0.value)
                },
                "{", "}")
        case .date(let time): WandBRecordEncoder.jsonText(time.description)
        default: Array(value.json().utf8)
        }
    }

    /// A value as a text: a text itself, anything else as JSON.
    static func text(_ value: Value) -> String {
        value.stringValue ?? String(decoding: bytes(value), as: UTF8.self)
    }

    private static func joined(_ parts: [[UInt8]], _ start: String, _ end: String) -> [UInt8] {
        Array(start.utf8) + Array(parts.joined(separator: Array(", ".utf8))) + Array(end.utf8)
    }
}
