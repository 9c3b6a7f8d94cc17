import RegistryCore

/// A value of a file of settings, and the line it stands in.
struct ConfigurationNode {
    /// What it is.
    enum Content {
        /// Null, a boolean, a number or a text.
        case value(Value)
        case list([ConfigurationNode])
        /// In the order of the file; no name is there twice.
        case mapping([(name: String, line: Int, value: ConfigurationNode)])
    }

    let content: Content
    /// From 1.
    let line: Int

    /// An error at this place.
    func fault(_ message: String) -> RegistryError { Self.fault(message, line: line) }

    static func fault(_ message: String, line: Int) -> RegistryError {
        RegistryError(.invalidArgument, "Line \(line): \(message)")
    }

    /// The named values of a mapping.
    ///
    /// - Parameters:
    ///   - what: What it is, for messages: `a logger`.
    ///   - known: The names it may have; `nil` for any.
    ///   - mayHaveOthers: Whether other names are somebody else's. Not one that is a known name but for a character or for small and
    ///     capital letters, where that one is missing: it is written wrong. Those that begin with `.`, `_` or `x-`, under which files have
    ///     what they repeat, are in any case.
    /// - Throws: ``RegistryError`` with `invalidArgument` for something else, and for a name that is not known, with the nearest one.
    func fields(
        of what: String, known: [String]? = nil, mayHaveOthers: Bool = false
    ) throws(RegistryError) -> [String: ConfigurationNode] {
        guard case .mapping(let entries) = content else {
            throw fault("\(what) is a mapping, with a name before each value.")
        }
        let missing = known?.filter { name in !entries.contains { $0.name == name } } ?? []
        for entry in entries {
            guard let known, !known.contains(entry.name) else { continue }
            let nearest =
                (mayHaveOthers
                ? NearestName.of(entry.name.lowercased(), among: missing, within: 1)
                : NearestName.of(entry.name, among: known))
                .map { "do you mean \($0)?" }
            let isMarked = [".", "_", "x-"].contains { entry.name.hasPrefix($0) }
            if mayHaveOthers, nearest == nil || isMarked { continue }
            let names = known.isEmpty ? "nothing" : known.joined(separator: ", ")
            throw Self.fault(
                "\(what) has no \(String(entry.name.debugDescription.prefix(80))): " + (nearest ?? "it has \(names)."),
                line: entry.line)
        }
        return Dictionary(entries.map { ($0.name, $0.value) }) { first, _ in first }
    }

    /// The items of a list.
    func items(of what: String) throws(RegistryError) -> [ConfigurationNode] {
        guard case .list(let items) = content else { throw fault("\(what) is a list.") }
        return items
    }

    /// A text.
    func text(_ what: String) throws(RegistryError) -> String {
        guard case .value(.string(let text)) = content else { throw fault("\(what) is a text, not \(described).") }
        return text
    }

    /// Yes or no.
    func flag(_ what: String) throws(RegistryError) -> Bool {
        guard case .value(.bool(let flag)) = content else { throw fault("\(what) is true or false, not \(described).") }
        return flag
    }

    /// A whole number.
    func whole(_ what: String) throws(RegistryError) -> Int {
        guard case .value(.int(let number)) = content, let whole = Int(exactly: number) else {
            throw fault("\(what) is a whole number, not \(described).")
        }
        return whole
    }

    /// The value without its lines.
    var value: Value {
        switch content {
        case .value(let value): value
        case .list(let items): .array(items.map(\.value))
        case .mapping(let entries): .document(Document(entries.map { ($0.name, $0.value.value) }))
        }
    }

    private var described: String {
        switch content {
        case .value(let value): String(value.json().prefix(80))
        case .list: "a list"
        case .mapping: "a mapping"
        }
    }
}
