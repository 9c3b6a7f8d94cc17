package import RegistryCore

/// Secrets in values, which may have names.
extension SecretRedaction {
    /// What stands in the place of a value that is a secret.
    package static let markValue = Value.string(String(decoding: mark, as: UTF8.self))

    /// The value of a name without its secrets: none of it is left when the name could be a secret's, unless it is nothing or a truth, which
    /// says no secret.
    package static func redact(_ value: Value, named name: String) -> Value {
        switch value {
        case .null, .bool: value
        default: SecretName.mayBeSecret(name) ? markValue : redact(value)
        }
    }

    /// The value without its secrets; the fields of documents are looked at by their names as well.
    package static func redact(_ value: Value) -> Value {
        switch value {
        case .string(let text): .string(redact(text))
        case .array(let elements): .array(elements.map { redact($0) })
        case .document(let fields): .document(redact(fields))
        default: value
        }
    }

    /// The fields without secrets in their names and values.
    package static func redact(_ fields: Document) -> Document {
        Document(fields.map { name, value in (redact(name), redact(value, named: name)) })
    }
}
