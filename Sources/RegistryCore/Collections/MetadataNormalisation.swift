extension RecordPreparation {
    /// Brings `Metadata` into its stored form: a list of `{key, value}` pairs.
    ///
    /// Accepted are a document, a list of one-key documents (the original's form), and a list of pairs. The names on
    /// every level, and the dotted paths to nested ones, go into `_metadataKeys`, which is indexed: a search by key
    /// finds a key at any depth, however it was written.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` when `Metadata` is anything else.
    static func normaliseMetadata(of record: inout Document) throws(RegistryError) {
        record["_metadataKeys"] = nil
        guard let metadata = record["Metadata"], !metadata.isNull else { return }
        let pairs = try metadataPairs(metadata)
        record["Metadata"] = .array(pairs.map { .document(["key": .string($0.key), "value": $0.value]) })
        var names: [String] = []
        var seen: Set<String> = []
        func note(_ name: String) { if seen.insert(name).inserted { names.append(name) } }
        func walk(_ value: Value, path: String) {
            switch value {
            case .document(let document):
                for (key, value) in document {
                    note(key)
                    note("\(path).\(key)")
                    walk(value, path: "\(path).\(key)")
                }
            case .array(let elements):
                for element in elements { walk(element, path: path) }
            default: break
            }
        }
        for (key, value) in pairs {
            note(key)
            walk(value, path: key)
        }
        if !names.isEmpty { record["_metadataKeys"] = .array(names.map { .string($0) }) }
    }

    private static func metadataPairs(_ metadata: Value) throws(RegistryError) -> [Document.Element] {
        switch metadata {
        case .document(let document): return Array(document)
        case .array(let elements):
            var pairs: [Document.Element] = []
            for element in elements {
                guard let document = element.documentValue else { throw malformedMetadata }
                if document.count == 2, let key = document["key"]?.stringValue, let value = document["value"] {
                    pairs.append((key, value))
                } else {
                    pairs.append(contentsOf: document)
                }
            }
            return pairs
        default: throw malformedMetadata
        }
    }

    private static let malformedMetadata = RegistryError(
        .invalidArgument, "Metadata is a document, or a list of documents such as [{\"key\": value}]; this is neither.")
}
