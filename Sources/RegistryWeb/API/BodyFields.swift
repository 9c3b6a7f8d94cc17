import RegistryCore

/// A request's JSON object, field by field.
///
/// Its errors are ``RegistryError`` with `invalidArgument`, and name the field.
struct BodyFields {
    let document: Document
    /// What the object is, for errors: `A run`.
    private let name: String

    /// - Throws: for a field that is not among those known.
    init(_ document: Document, of name: String, known: Set<String>) throws(RegistryError) {
        if let unknown = document.keys.first(where: { !known.contains($0) }) {
            throw RegistryError(
                .invalidArgument,
                "\(name) has no field \(unknown.debugDescription.prefix(80)); it has "
                    + "\(known.sorted().joined(separator: ", ")).")
        }
        self.document = document
        self.name = name
    }

    subscript(field: String) -> Value? {
        guard let value = document[field], !value.isNull else { return nil }
        return value
    }

    func text(_ field: String) throws(RegistryError) -> String? {
        guard let value = self[field] else { return nil }
        guard let text = value.stringValue else { throw fault(field, "text") }
        return text
    }

    func whole(_ field: String) throws(RegistryError) -> Int64? {
        guard let value = self[field] else { return nil }
        guard let number = value.intValue else { throw fault(field, "a whole number") }
        return number
    }

    func list(_ field: String) throws(RegistryError) -> [Value]? {
        guard let value = self[field] else { return nil }
        guard let list = value.arrayValue else { throw fault(field, "a list") }
        return list
    }

    func object(_ field: String) throws(RegistryError) -> Document? {
        guard let value = self[field] else { return nil }
        guard let object = value.documentValue else { throw fault(field, "an object") }
        return object
    }

    func time(_ field: String) throws(RegistryError) -> WallTime? {
        guard let value = self[field] else { return nil }
        guard let time = WallTime(told: value) else { throw fault(field, WallTime.forms) }
        return time
    }

    /// The error of a field that is something else than expected.
    func fault(_ field: String, _ expected: String) -> RegistryError {
        RegistryError(.invalidArgument, "The field \(field) of \(name.lowercasedFirst) is \(expected).")
    }
}

extension WallTime {
    /// How clients may write a time, for errors.
    static let forms = "a time: milliseconds since 1970, or text such as \"2026-01-31T12:00:00Z\""

    /// A time as clients write it: `{"$date": …}`, milliseconds since 1970, or text of ISO 8601.
    init?(told value: Value) {
        switch value {
        case .date(let time): self = time
        case .int(let milliseconds): self.init(millisecondsSince1970: milliseconds)
        case .string(let text):
            guard let time = WallTime(iso8601: text) else { return nil }
            self = time
        default: return nil
        }
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
