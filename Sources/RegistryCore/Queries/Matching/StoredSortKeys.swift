/// The keys by which records that are stored as BSON are put in order, read in place.
package struct StoredSortKeys {
    private let paths: [FieldPath]
    private let names: [[PathComponent]]

    /// The keys of a sort; see ``OrderedKey/sortBytes(of:)``.
    package init(_ sort: [SortKey]) {
        paths = sort.map(\.path)
        names = sort.map { $0.path.components.map(PathComponent.init) }
    }

    /// How many keys a record has.
    package var count: Int { paths.count }

    /// A record's key under one of the sort's fields; see ``Document/sortValue(at:)``. The bytes are read in place, during
    /// the call.
    ///
    /// - Parameter index: Which one, below ``count``.
    /// - Throws: ``RegistryError`` with `corruptData` when what was read is not BSON.
    package func key(_ index: Int, of bson: UnsafeRawBufferPointer) throws(RegistryError) -> [UInt8] {
        do throws(StoredValue.Failure) {
            return OrderedKey.sortBytes(of: try sortValue(names[index], in: StoredValue(document: bson)))
        } catch {
            // What the bytes alone do not answer.
            return OrderedKey.sortBytes(of: try Document(bson: Array(bson)).sortValue(at: paths[index]))
        }
    }

    private func sortValue(_ names: [PathComponent], in document: StoredValue) throws(StoredValue.Failure) -> Value {
        var value = document
        for name in names {
            switch value.type {
            case .document:
                guard let field = try value.field(name) else { return .null }
                value = field
            case .array: return .array([])
            default: return .null
            }
        }
        return try value.sortValue()
    }
}
