import RegistryCore

/// What a change expects to find: `{"expected": {"notes": "good", "tags.stage": null}}`. Whoever edits what somebody else has
/// changed meanwhile learns of it instead of overwriting it.
struct ExpectedFields: Sendable {
    /// Its name in the body of a change.
    static let name = "expected"

    private var fields: [(path: FieldPath, value: Value)] = []

    /// Whether anything will do.
    var isEmpty: Bool { fields.isEmpty }

    /// - Parameter changeable: the fields that may be expected, and all within them.
    /// - Throws: ``RegistryError`` with `invalidArgument`, naming the field.
    init(_ body: Document, within changeable: Set<String>) throws(RegistryError) {
        guard let value = body[Self.name] else { return }
        guard let wanted = value.documentValue else {
            throw RegistryError(
                .invalidArgument, "\(Self.name) is an object of fields and their values before the change.")
        }
        for (name, value) in wanted {
            let path = try FieldPath(name)
            guard path.components.first.map(changeable.contains) == true else {
                throw RegistryError(.invalidArgument, "\(path) cannot be changed, and so not be expected either.")
            }
            fields.append((path, value))
        }
    }

    /// - Throws: ``RequestRefusal`` with `conflict`, naming the first field that is different. One that is missing, `null` and an empty
    ///   text are the same.
    func check(_ record: Document) throws {
        for (path, value) in fields where Self.plain(record[path: path]) != Self.plain(value) {
            throw RequestRefusal(
                .conflict,
                "\(path) has been changed by somebody else meanwhile. Nothing was changed; read the run again.")
        }
    }

    private static func plain(_ value: Value?) -> Value {
        guard let value, value != .string("") else { return .null }
        return value
    }
}
