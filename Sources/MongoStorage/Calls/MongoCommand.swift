import BSONCoding
import RegistryCore

/// One command to the server, put together field by field.
struct MongoCommand {
    /// How the library is to treat a command.
    enum Kind {
        /// It changes nothing; the library repeats it once when a connection breaks.
        case read
        /// It waits until the majority has written it to its journal.
        case write
    }

    /// How the library is to treat it.
    let kind: Kind

    /// Whether the server takes a time limit for it.
    var takesTimeLimit: Bool

    /// The fields behind the command's name.
    var body = BSONWriter()

    /// A command whose value is the name of a collection.
    init(_ name: String, _ collection: String, kind: Kind, takesTimeLimit: Bool = true) {
        self.kind = kind
        self.takesTimeLimit = takesTimeLimit
        body.append(.name(name), string: collection)
    }

    /// A command whose value is a number: 1 for most, a cursor's identifier for `getMore`.
    init(_ name: String, number: Int64, kind: Kind, takesTimeLimit: Bool = true) {
        self.kind = kind
        self.takesTimeLimit = takesTimeLimit
        body.append(.name(name), int64: number)
    }

    /// A command that is already a document.
    init(_ document: Document, kind: Kind) {
        self.kind = kind
        takesTimeLimit = true
        document.encode(into: &body)
    }

    /// Adds a field.
    mutating func set(_ name: String, _ value: Value) { value.encode(into: &body, as: .name(name)) }
}
