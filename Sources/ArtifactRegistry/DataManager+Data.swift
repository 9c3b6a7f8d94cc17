public import RegistryCore

extension DataManager {
    /// Adds a record to any collection and returns its identifier; a collection that is not there is made.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a name that no collection may have (see
    ///   ``CollectionName``) and a record that cannot be stored; `alreadyExists` for an `_id` that is taken.
    @discardableResult
    public func addData(_ collection: String, _ record: Document) async throws -> RecordID {
        let insertion = try await store.insert([record], into: try CollectionName(collection))
        guard let id = insertion.ids.first else {
            throw RegistryError(.internalFailure, "The store did not say which record it wrote.")
        }
        return id
    }

    /// One page of the records of any collection that match.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a name that no collection may have, and a query that is none
    ///   (see ``Query``).
    public func findData(_ collection: String, _ query: Query = Query()) async throws -> Page<Document> {
        try await store.find(in: try CollectionName(collection), query)
    }
}
