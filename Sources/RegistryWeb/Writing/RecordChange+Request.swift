import RegistryCore

extension RecordChange {
    /// Reads `{"set": {"notes": "good", "tags.stage": "final"}, "remove": ["tags.draft"]}`.
    ///
    /// - Parameters:
    ///   - changeable: the fields that may be changed; `nil` for all.
    ///   - others: what else the body may hold, which is read elsewhere.
    /// - Throws: ``RegistryError`` with `invalidArgument`, naming the field.
    init(_ body: Document, within changeable: Set<String>? = nil, besides others: Set<String> = [])
        throws(RegistryError)
    {
        let fields = try BodyFields(body, of: "A change", known: others.union(["set", "remove"]))
        self.init()
        for (name, value) in try fields.object("set") ?? [:] { set[try FieldPath(name)] = value }
        for name in try fields.list("remove") ?? [] {
            guard let name = name.stringValue else { throw fields.fault("remove", "a list of names of fields") }
            remove.insert(try FieldPath(name))
        }
        guard !set.isEmpty || !remove.isEmpty else {
            throw RegistryError(
                .invalidArgument, "The change is empty: {\"set\": {\"notes\": \"good\"}, \"remove\": []} has something."
            )
        }
        guard let changeable else { return }
        for path in Array(set.keys) + Array(remove) where !path.components.prefix(1).allSatisfy(changeable.contains) {
            throw RegistryError(
                .invalidArgument,
                "\(path) cannot be changed; \(changeable.sorted().joined(separator: ", ")) can.")
        }
    }
}
