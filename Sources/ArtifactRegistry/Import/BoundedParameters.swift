import RegistryCore

/// A run's parameters while they are read: 1,000 at most, and 256 KiB of names and values.
///
/// They stand in the run's record, which is read whole for every list of runs.
struct BoundedParameters {
    private static let most = 1_000
    private static let mostBytes = 256 << 10

    /// The parameters.
    private(set) var values: [String: Value] = [:]
    private var byteCount = 0

    /// Sets a parameter; `false` when there are too many.
    mutating func set(_ name: String, _ value: Value) -> Bool {
        let known = values[name]
        let bytes = byteCount + Self.size(name, value) - (known.map { Self.size(name, $0) } ?? 0)
        guard known != nil || values.count < Self.most, bytes <= Self.mostBytes else { return false }
        byteCount = bytes
        values[name] = value
        return true
    }

    /// Removes a parameter, if it is there.
    mutating func remove(_ name: String) {
        guard let value = values.removeValue(forKey: name) else { return }
        byteCount -= Self.size(name, value)
    }

    private static func size(_ name: String, _ value: Value) -> Int { name.utf8.count + size(value) }

    private static func size(_ value: Value) -> Int {
        switch value {
        case .string(let text): text.utf8.count
        case .binary(let binary): binary.bytes.count
        case .array(let elements): elements.reduce(8 * elements.count) { $0 + size($1) }
        case .document(let fields): fields.reduce(8 * fields.count) { $0 + $1.key.utf8.count + size($1.value) }
        default: 8
        }
    }
}
