/// The way to a field: names separated by dots, `optimizer.lr`, where a number also names a list's element.
public struct FieldPath: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The names, outermost first; at least one.
    public let components: [String]

    /// Reads a dotted path.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` when the path is empty, has an empty name, a NUL, a name that
    ///   starts with `$`, more than 32 names or more than 1,024 bytes.
    public init(_ dotted: String) throws(RegistryError) {
        guard dotted.utf8.count <= 1_024 else {
            throw RegistryError(
                .invalidArgument, "A field path may have at most 1,024 bytes; this one has \(dotted.utf8.count).")
        }
        let components = dotted.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard components.count <= 32 else {
            throw RegistryError(
                .invalidArgument, "A field path may have at most 32 names; this one has \(components.count).")
        }
        for component in components { try FieldName.validate(component, within: dotted) }
        self.components = components
    }

    /// A path whose names come one by one, for names that hold dots of their own (see ``FieldName/escaped(_:)``).
    package init(components: [String]) {
        precondition(!components.isEmpty, "a field path has at least one name")
        self.components = components
    }

    /// A path written in the program. A malformed literal is a programmer's error and traps.
    public init(stringLiteral value: String) {
        do { try self.init(value) } catch { preconditionFailure(error.message) }
    }

    /// The dotted form.
    public var description: String { components.joined(separator: ".") }

    /// This path continued by one more name.
    package func appending(_ component: String) -> FieldPath { FieldPath(components: components + [component]) }
}

/// The rules for names of fields, and the escape that lets any text be one.
public enum FieldName {
    /// The fields that the registry itself writes into records: identifier, run, sequence number, the names found in
    /// metadata, and the mark by which writers of one run take turns.
    public static let reserved: Set<String> = ["_id", "_run", "_seq", "_metadataKeys", "_lock"]

    /// Checks one name: not empty, no NUL, no dot, no `$` in front.
    ///
    /// - Parameter record: what the name is part of, for the message.
    /// - Throws: ``RegistryError`` with `invalidArgument`.
    public static func validate(_ name: String, within record: String) throws(RegistryError) {
        let fault: String
        if name.isEmpty {
            fault = "is empty"
        } else if name.utf8.contains(0) {
            fault = "holds a NUL character"
        } else if name.utf8.contains(UInt8(ascii: ".")) {
            fault = "holds a dot, which separates the names of a path"
        } else if name.utf8.first == UInt8(ascii: "$") {
            fault = "starts with $, which is kept for operators"
        } else {
            return
        }
        throw RegistryError(
            .invalidArgument,
            "The field name \"\(printable(name))\" in \(printable(record)) \(fault). Choose another name.")
    }

    /// Any text as a name that ``validate(_:within:)`` accepts: `%`, `.`, `$` and NUL as `%25`, `%2E`, `%24`, `%00`, and
    /// the empty text as `%`.
    ///
    /// Names of metrics, parameters and tags are stored this way: they may hold anything.
    public static func escaped(_ text: String) -> String {
        if text.isEmpty { return "%" }
        guard text.utf8.contains(where: { $0 == 0x25 || $0 == 0x2E || $0 == 0x24 || $0 == 0 }) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "%": result += "%25"
            case ".": result += "%2E"
            case "$": result += "%24"
            case "\0": result += "%00"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The text that ``escaped(_:)`` made a name of.
    public static func unescaped(_ name: String) -> String {
        if name == "%" { return "" }
        guard name.utf8.contains(0x25) else { return name }
        var result = ""
        var rest = Substring(name)
        while let percent = rest.firstIndex(of: "%") {
            result += rest[..<percent]
            let code = rest[percent...].prefix(3)
            switch code {
            case "%25": result += "%"
            case "%2E": result += "."
            case "%24": result += "$"
            case "%00": result += "\0"
            default: result += code
            }
            rest = rest[percent...].dropFirst(code.count)
        }
        return result + rest
    }

    private static func printable(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.prefix(80).map { $0.value < 32 ? "\u{FFFD}" : $0 }))
    }
}

extension Document {
    /// The value at a path, looking into documents, and into lists where a name is a number. `nil` when there is none.
    public subscript(path path: FieldPath) -> Value? {
        var value = Value.document(self)
        for component in path.components {
            switch value {
            case .document(let document):
                guard let next = document[component] else { return nil }
                value = next
            case .array(let elements):
                guard let index = Int(component), elements.indices.contains(index) else { return nil }
                value = elements[index]
            default:
                return nil
            }
        }
        return value
    }
}
