/// JSON as Python's `json` writes it: numbers may be `NaN`, `Infinity` and `-Infinity`. `Value.init(pythonJSON:)` reads it.
package enum PythonJSON {
    /// The text of a value, without line breaks. What JSON has no type for is written as Extended JSON.
    package static func text(_ value: Value) -> String {
        switch value {
        case .double(let number) where !number.isFinite: number.jsonName
        case .array(let elements): "[" + elements.map(text).joined(separator: ", ") + "]"
        case .document(let document):
            "{" + document.map { "\(Value.string($0.key).json()): \(text($0.value))" }.joined(separator: ", ") + "}"
        default: value.json()
        }
    }
}
