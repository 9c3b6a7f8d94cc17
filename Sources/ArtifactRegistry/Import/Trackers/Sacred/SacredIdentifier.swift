import BSONCoding
import RegistryCore

/// What Sacred calls a run in MongoDB: mostly a whole number, else a text or an ObjectId. Identifiers of GridFS's files are like them.
struct SacredIdentifier: Hashable {
    /// As the database has it.
    let value: Value

    /// The most bytes of one.
    static let mostBytes = 1_024

    init(_ value: Value) {
        // The same number is the same identifier.
        if case .double(let number) = value, let whole = Int64(exactly: number) {
            self.value = .int(whole)
        } else {
            self.value = value
        }
    }

    /// Whether it can be asked for. A document in a question may be an operator, and types that no other program writes are not known here.
    var isPlain: Bool {
        switch value {
        case .int, .double, .string, .objectID, .bool, .date, .binary: true
        case .null, .array, .document: false
        }
    }

    /// For people.
    var text: String { value.stringValue ?? value.objectIDValue?.description ?? exactText }

    /// A text that no other identifier has: `1` and `"1"` are two.
    var exactText: String { value.json() }
}
