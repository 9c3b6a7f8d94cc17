import RegistryCore

/// Names and values as Comet's schemas have them.
enum CometText {
    /// A name without line breaks, which the schemas do not take.
    static func name(_ name: String) -> String {
        guard name.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 }) else { return name }
        var scalars = String.UnicodeScalarView()
        for scalar in name.unicodeScalars { scalars.append(scalar.value < 32 || scalar.value == 127 ? "_" : scalar) }
        return String(scalars)
    }

    /// A parameter's value: a number, a text, a truth value or nothing; anything else as JSON.
    static func value(_ value: Value) -> Value {
        switch value {
        case .int, .double, .bool, .null: value
        default: .string(PythonJSON.text(value))
        }
    }
}
