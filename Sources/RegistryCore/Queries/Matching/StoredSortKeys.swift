/// The keys by which records that are stored as BSON are put in order, read in place.
package struct StoredSortKeys {
    private let sort: [SortKey]
    /// For each key the names of each of its paths.
    private let names: [[[PathComponent]]]

    /// The keys of a sort; see ``OrderedKey/sortBytes(of:)``.
    package init(_ sort: [SortKey]) {
        self.sort = sort
        names = sort.map { $0.paths.map { $0.components.map(PathComponent.init) } }
    }

    /// How many keys a record has.
    package var count: Int { sort.count }

    /// A record's key under one of the sort's fields; see ``Document/sortValue(at:)``. The bytes are read in place, during
    /// the call.
    ///
    /// - Parameter index: Which one, below ``count``.
    /// - Throws: ``RegistryError`` with `corruptData` when what was read is not BSON.
    package func key(_ index: Int, of bson: UnsafeRawBufferPointer) throws(RegistryError) -> [UInt8] {
        do throws(StoredValue.Failure) {
            let document = try StoredValue(document: bson)
            for names in names[index] {
                let value = try sortValue(names, in: document)
                if !value.isNull { return OrderedKey.sortBytes(of: value) }
            }
            return OrderedKey.sortBytes(of: .null)
        } catch {
            // What the bytes alone do not answer.
            return OrderedKey.sortBytes(of: try Document(bson: Array(bson)).sortValue(by: sort[index]))
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
