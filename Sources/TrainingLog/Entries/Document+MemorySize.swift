import RegistryCore

extension Document {
    /// About how many bytes the document takes in memory: text and bytes as they are, and a flat share for each field.
    var memorySize: Int {
        reduce(32) { $0 + $1.key.utf8.count + $1.value.memorySize }
    }
}

extension Value {
    fileprivate var memorySize: Int {
        switch self {
        case .string(let text): 48 + text.utf8.count
        case .binary(let binary): 48 + binary.bytes.count
        case .array(let elements): elements.reduce(48) { $0 + $1.memorySize }
        case .document(let document): 48 + document.memorySize
        case .null, .bool, .int, .double, .date, .objectID: 48
        }
    }
}
