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
        var names = MetadataNames()
        for (key, value) in pairs {
            try names.note(key)
            try names.walk(value, path: key)
        }
        if !names.all.isEmpty { record["_metadataKeys"] = .array(names.all.map { .string($0) }) }
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

/// The names found in metadata, each once, in order.
private struct MetadataNames {
    /// All of them together: 256 KiB, far beyond what anybody searches by.
    private static let mostBytes = 262_144

    private(set) var all: [String] = []
    private var known: Set<[UInt8]> = []
    private var size = 0

    mutating func walk(_ value: Value, path: String) throws(RegistryError) {
        switch value {
        case .document(let document):
            for (key, value) in document {
                let inner = "\(path).\(key)"
                try note(key)
                try note(inner)
                try walk(value, path: inner)
            }
        case .array(let elements):
            for element in elements { try walk(element, path: path) }
        default: break
        }
    }

    mutating func note(_ name: String) throws(RegistryError) {
        // By bytes, as everything stored is compared: Swift's strings are equal when canonically equivalent.
        guard known.insert(Array(name.utf8)).inserted else { return }
        size += name.utf8.count
        guard size <= Self.mostBytes else {
            throw RegistryError(
                .invalidArgument,
                "The keys of Metadata with the paths to nested ones take more than \(Self.mostBytes) bytes. Log fewer or "
                    + "flatter keys, or store the whole as a file.")
        }
        all.append(name)
    }
}
