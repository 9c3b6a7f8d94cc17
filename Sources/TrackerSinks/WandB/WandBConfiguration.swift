import RegistryCore
import TrackerFiles

/// Parameters as W&B keeps them.
enum WandBConfiguration {
    /// The fields of a run's parameters, whose names are escaped.
    static func items(of parameters: Document) -> [WandBItem] {
        parameters.map { name, value in
            WandBItem(path: [FieldName.unescaped(name)], value: .json(json(value)))
        }
    }

    /// A value as Python reads it.
    private static func json(_ value: Value) -> [UInt8] {
        switch value {
        case .double(let number): Array(WandBRecordEncoder.jsonText(number).utf8)
        case .string(let text): WandBRecordEncoder.jsonText(text)
        case .array(let elements): joined(elements.map(json), "[", "]")
        case .document(let fields):
            joined(
                fields.map {
                    WandBRecordEncoder.jsonText(FieldName.unescaped($0.key)) + Array(": ".utf8) + json($0.value)
                },
                "{", "}")
        case .date(let time): WandBRecordEncoder.jsonText(time.description)
        default: Array(value.json().utf8)
        }
    }

    private static func joined(_ parts: [[UInt8]], _ start: String, _ end: String) -> [UInt8] {
        Array(start.utf8) + Array(parts.joined(separator: Array(", ".utf8))) + Array(end.utf8)
    }
}
