/// What an update does to one record.
public struct RecordChange: Hashable, Sendable {
    /// Fields to set, in order. Documents on the way are made as needed; a number names a list's existing element.
    public var set: [FieldPath: Value]

    /// Fields to remove; one that is not there is no error.
    public var remove: Set<FieldPath>

    /// A change that sets and removes fields.
    public init(set: [FieldPath: Value] = [:], remove: Set<FieldPath> = []) {
        self.set = set
        self.remove = remove
    }

    /// The record after the change, checked as a new one would be.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` when a path leads through a value that has no fields, when the
    ///   change touches `_id`, `_run` or `_seq`, and for every fault a new record could have; `corruptData` when the
    ///   stored record has no `_id`.
    package func applied(to record: Document, in collection: CollectionName) throws(RegistryError) -> Document {
        var value = Value.document(record)
        for path in set.keys.map(\.self) + Array(remove) {
            if let first = path.components.first, FieldName.reserved.contains(first) {
                throw RegistryError(
                    .invalidArgument, "The field \(first) belongs to the registry and cannot be changed.")
            }
        }
        for (path, new) in set.sorted(by: { $0.key.description < $1.key.description }) {
            try Self.change(&value, at: path.components[...], to: new, path: path)
        }
        for path in remove.sorted(by: { $0.description < $1.description }) {
            try Self.change(&value, at: path.components[...], to: nil, path: path)
        }
        guard let changed = value.documentValue else { return record }
        return try RecordPreparation.prepare(stored: changed, for: collection)
    }

    private static func change(
        _ value: inout Value, at components: ArraySlice<String>, to new: Value?, path: FieldPath
    ) throws(RegistryError) {
        guard let component = components.first else { return }
        let rest = components.dropFirst()
        switch value {
        case .document(var document):
            if rest.isEmpty {
                document[component] = new
            } else {
                guard document[component] != nil || new != nil else { return }
                var inner = document[component] ?? .document([:])
                try change(&inner, at: rest, to: new, path: path)
                document[component] = inner
            }
            value = .document(document)
        case .array(var elements):
            guard let index = Int(component), elements.indices.contains(index) else { throw blocked(path) }
            if rest.isEmpty {
                elements[index] = new ?? .null
            } else {
                try change(&elements[index], at: rest, to: new, path: path)
            }
            value = .array(elements)
        default:
            if new != nil { throw blocked(path) }
        }
    }

    private static func blocked(_ path: FieldPath) -> RegistryError {
        RegistryError(
            .invalidArgument, "\"\(path)\" cannot be set: the way to it leads through a value that has no such field.")
    }
}
