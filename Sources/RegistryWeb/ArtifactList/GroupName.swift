import RegistryCore

/// A group's value as it stands in an address: text as it is, any other value as `json:` with its JSON.
struct GroupName: Hashable, Sendable, CustomStringConvertible {
    private static let prefix = "json:"

    /// The value that the group's records share; `null` for records without the field.
    let value: Value

    init(_ value: Value) { self.value = value }

    /// Reads what ``description`` says.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for `json:` without JSON.
    init(_ text: String) throws(RegistryError) {
        value = text.hasPrefix(Self.prefix) ? try Value(json: String(text.dropFirst(Self.prefix.count))) : .string(text)
    }

    var description: String {
        // "none" means something else among the open groups, and a form does not send controls as they are.
        guard case .string(let text) = value, !text.hasPrefix(Self.prefix), text != "none",
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else {
            return Self.prefix + value.json()
        }
        return text
    }
}
