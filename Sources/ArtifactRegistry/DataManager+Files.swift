public import RegistryCore

extension DataManager {
    /// Adds a file's record, or updates the one with the same `file`; returns its identifier.
    ///
    /// - Parameter record: `["file": "weights/final.bin", "filetype": "weights"]`. `type` is taken for `filetype`, as
    ///   the original wrote it.
    /// - Throws: ``RegistryError`` with `invalidArgument` when `file` is missing or empty.
    @discardableResult
    public func addFile(_ record: Document) async throws -> RecordID {
        guard let file = record["file"]?.stringValue, !file.isEmpty else {
            throw RegistryError(
                .invalidArgument, "A file's record needs the field \"file\": the file's name as a text.")
        }
        var record = record
        if record["filetype"] == nil, let type = record["type"] {
            record["type"] = nil
            record["filetype"] = type
        }
        return try await store.put(record, into: .files, matching: "file")
    }

    /// Adds a file's record, or updates the one with the same ``FileRecord/file``.
    @discardableResult
    public func addFile(_ record: FileRecord) async throws -> RecordID {
        try await addFile(record.document)
    }

    /// One page of the files that match.
    public func files(
        matching filter: Filter = .everything, limit: Int = 50, cursor: PageCursor? = nil
    ) async throws -> Page<FileRecord> {
        try await store.find(in: .files, Query(filter, limit: limit, cursor: cursor))
            .map { try FileRecord(document: $0) }
    }

    /// One file's record; `nil` when there is none.
    ///
    /// - Throws: ``RegistryError`` with `corruptData` when what is stored is no file's record.
    public func file(_ id: RecordID) async throws -> FileRecord? {
        try await store.record(id, in: .files).map { try FileRecord(document: $0) }
    }

    /// How many files match.
    public func countFiles(matching filter: Filter = .everything) async throws -> Int {
        try await store.count(in: .files, matching: filter)
    }

    /// Changes one file's record; `false` when there is none.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` when the change cannot be made (see ``RecordChange``).
    @discardableResult
    public func updateFile(_ id: RecordID, _ change: RecordChange) async throws -> Bool {
        try await store.update(id, in: .files, change)
    }

    /// Removes files' records and says how many there were. The files' bytes are not touched.
    @discardableResult
    public func deleteFiles(_ ids: [RecordID]) async throws -> Int {
        try await store.delete(ids, from: .files)
    }
}
