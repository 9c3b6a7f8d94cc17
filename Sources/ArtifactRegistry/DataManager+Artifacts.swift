public import RegistryCore

extension DataManager {
    /// One page of all artifacts, in the order in which they were made.
    public func getAllArtifacts(
        limit: Int = 50, cursor: PageCursor? = nil, sort: [SortKey] = []
    ) async throws -> Page<ArtifactRecord> {
        try await searchArtifacts(.everything, sort: sort, limit: limit, cursor: cursor)
    }

    /// All artifacts that match, one after another, however many there are; pages are fetched as they are needed.
    public func allArtifacts(matching filter: Filter = .everything, sort: [SortKey] = []) -> RecordSequence<
        ArtifactRecord
    > {
        RecordSequence { [store] cursor in
            let query = Query(filter, sort: sort, limit: 1_000, cursor: cursor)
            return try await store.find(in: .artifacts, query).map { try ArtifactRecord(document: $0) }
        }
    }

    /// One page of the artifacts that match a filter.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` when the page cannot be asked for like this (see ``Query``).
    public func searchArtifacts(
        _ filter: Filter, sort: [SortKey] = [], limit: Int = 50, cursor: PageCursor? = nil
    ) async throws -> Page<ArtifactRecord> {
        try await store.find(in: .artifacts, Query(filter, sort: sort, limit: limit, cursor: cursor))
            .map { try ArtifactRecord(document: $0) }
    }

    /// One page of the artifacts that match a query in MongoDB's form, `["MSE": ["$lt": 0.05]]`.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for an operator that is not allowed, such as `$where`.
    public func searchArtifacts(
        _ query: Document, sort: [SortKey] = [], limit: Int = 50, cursor: PageCursor? = nil
    ) async throws -> Page<ArtifactRecord> {
        try await searchArtifacts(try Filter(document: query), sort: sort, limit: limit, cursor: cursor)
    }

    /// One page of the artifacts that match an expression, `ModelName ~ '^auto' and MSE < 0.05`.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` that names the column where the expression goes wrong.
    public func searchArtifacts(
        _ expression: String, sort: [SortKey] = [], limit: Int = 50, cursor: PageCursor? = nil
    ) async throws -> Page<ArtifactRecord> {
        try await searchArtifacts(try Filter(expression: expression), sort: sort, limit: limit, cursor: cursor)
    }

    /// One page of the artifacts in whose field the pattern is found, upper and lower case being the same.
    ///
    /// A value that is a number also finds records whose field is that number.
    ///
    /// - Parameter value: a regular expression; plain text is one (see ``Pattern`` for the characters with a meaning).
    /// - Throws: ``RegistryError`` with `invalidArgument` for a pattern that is not one, naming the position.
    public func searchArtifactByFieldValue(
        _ field: String, _ value: String, sort: [SortKey] = [], limit: Int = 50, cursor: PageCursor? = nil
    ) async throws -> Page<ArtifactRecord> {
        try await searchArtifacts(
            try ArtifactSearch.filter(field: field, containing: value), sort: sort, limit: limit, cursor: cursor)
    }

    /// One page of the artifacts with a metadata key in which the pattern is found, upper and lower case being the same.
    ///
    /// Keys are found at any depth and however they were written; a nested key is found by its own name and by its
    /// dotted path.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a pattern that is not one, naming the position.
    public func searchMetadataByKey(
        _ pattern: String, sort: [SortKey] = [], limit: Int = 50, cursor: PageCursor? = nil
    ) async throws -> Page<ArtifactRecord> {
        try await searchArtifacts(
            try ArtifactSearch.filter(metadataKey: pattern), sort: sort, limit: limit, cursor: cursor)
    }

    /// One artifact; `nil` when there is none.
    ///
    /// - Throws: ``RegistryError`` with `corruptData` when what is stored is no artifact.
    public func artifact(_ id: RecordID) async throws -> ArtifactRecord? {
        try await store.record(id, in: .artifacts).map { try ArtifactRecord(document: $0) }
    }

    /// Adds artifacts, all or none.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a record that cannot be stored, and `alreadyExists` for an
    ///   `_id` that is taken.
    @discardableResult
    public func addArtifacts(_ records: [Document]) async throws -> Insertion {
        try await store.insert(records, into: .artifacts)
    }

    /// How many artifacts match.
    public func countArtifacts(matching filter: Filter = .everything) async throws -> Int {
        try await store.count(in: .artifacts, matching: filter)
    }

    /// Changes one artifact; `false` when there is none.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` when the change cannot be made (see ``RecordChange``).
    @discardableResult
    public func updateArtifact(_ id: RecordID, _ change: RecordChange) async throws -> Bool {
        try await store.update(id, in: .artifacts, change)
    }

    /// Removes artifacts and says how many there were.
    @discardableResult
    public func deleteArtifacts(_ ids: [RecordID]) async throws -> Int {
        try await store.delete(ids, from: .artifacts)
    }

    /// The different values of a field, at most `limit` of them (default 1,000).
    public func distinctValues(
        of field: FieldPath, matching filter: Filter = .everything, limit: Int = 1_000
    ) async throws -> [Value] {
        try await store.distinctValues(of: field, in: .artifacts, matching: filter, limit: limit)
    }

    /// How many artifacts there are for each value of a field, largest groups first; counted by the store.
    ///
    /// Records without the field are the group of `null`. At most `limit` groups, default 1,000.
    public func groupArtifacts(
        by field: FieldPath, matching filter: Filter = .everything, limit: Int = 1_000
    ) async throws -> [RecordGroup] {
        try await store.groups(by: field, in: .artifacts, matching: filter, limit: limit)
    }
}
