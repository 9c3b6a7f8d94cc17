/// The name of a collection of records.
public struct CollectionName: Hashable, Sendable, CustomStringConvertible {
    /// The name itself.
    public let description: String

    /// Training runs.
    public static let runs = CollectionName(unchecked: "runs")
    /// Records given to `logArtifact`.
    public static let artifacts = CollectionName(unchecked: "artifacts")
    /// Stored files.
    public static let files = CollectionName(unchecked: "files")
    /// What was deleted over the API and can still be restored.
    package static let trash = CollectionName(unchecked: "trash")
    /// Requests over the API that may be sent again, and what they were given.
    package static let requestKeys = CollectionName(unchecked: "request_keys")

    /// Names of collections whose documents the registry alone writes.
    static let internalNames: Set<String> = [
        "series", "logs", "group_counts", "registry_schema", trash.description, requestKeys.description,
    ]

    private init(unchecked name: String) { description = name }

    /// The collections that a store has from its beginning and those it says it has, each once, in the order of their
    /// names. Names of what is no collection of records, as the blocks of series, are left out.
    package static func all(stored names: some Sequence<String>) -> [CollectionName] {
        var found: Set<CollectionName> = [.runs, .artifacts, .files]
        for name in names {
            switch name {
            case trash.description: found.insert(.trash)
            case requestKeys.description: found.insert(.requestKeys)
            default: if let collection = try? CollectionName(name) { found.insert(collection) }
            }
        }
        return found.sorted { $0.description.utf8.lexicographicallyPrecedes($1.description.utf8) }
    }

    /// Checks a name: 1 to 64 letters, digits, `_` and `-`, beginning with a letter, and none that the registry uses
    /// for itself (`series`, `logs`, `group_counts`, `registry_schema`, `trash`, `request_keys`) or the database server for
    /// itself (`system…`).
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument`.
    public init(_ name: String) throws(RegistryError) {
        let scalars = name.unicodeScalars
        func isLetter(_ scalar: Unicode.Scalar) -> Bool { ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) }
        let isWellFormed =
            scalars.count <= 64 && scalars.first.map(isLetter) == true
            && scalars.allSatisfy { isLetter($0) || ("0"..."9").contains($0) || $0 == "_" || $0 == "-" }
        guard isWellFormed, !name.lowercased().hasPrefix("system") else {
            throw RegistryError(
                .invalidArgument,
                "\(name.debugDescription.prefix(100)) cannot name a collection. A name has 1 to 64 letters, digits, _ and -, "
                    + "begins with a letter and not with \"system\".")
        }
        guard !Self.internalNames.contains(name.lowercased()) else {
            throw RegistryError(
                .invalidArgument, "The collection \"\(name)\" belongs to the registry itself. Choose another name.")
        }
        description = name
    }
}
