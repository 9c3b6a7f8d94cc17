import RegistryCore

/// A value as Aim's trees hold it.
indirect enum AimValue: Hashable, Sendable {
    case none
    case bool(Bool)
    case int(Int64)
    case double(Double)
    case text(String)
    case bytes([UInt8])
    /// What Aim loads only when it is asked for: a text or bytes.
    case blob(AimValue)
    case list([AimValue])
    case fields([AimField])
    /// An object that Aim knows by a name, as `aim.image`.
    case object(String, [AimField])

    /// A value of the registry's. What Aim has no kind for is a text.
    ///
    /// - Parameter depth: How deep it lies already; what lies deeper than 32 is a text of JSON.
    init(_ value: Value, depth: Int = 0) {
        switch value {
        case .null: self = .none
        case .bool(let flag): self = .bool(flag)
        case .int(let number): self = .int(number)
        case .double(let number): self = .double(number)
        case .string(let text): self = .text(text)
        case .binary(let binary): self = .bytes(binary.bytes)
        case .date(let time): self = .text(time.description)
        case .array(let elements) where depth < Self.deepest:
            self = .list(elements.map { AimValue($0, depth: depth + 1) })
        case .document(let fields) where depth < Self.deepest:
            self = .fields(
                fields.map { AimField(AimKey(FieldName.unescaped($0.key)), AimValue($0.value, depth: depth + 1)) })
        default: self = .text(PythonJSON.text(value))
        }
    }

    private static let deepest = 32
}
