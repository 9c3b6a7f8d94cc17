/// What can be written to a store.
///
/// Every call but ``deleteRun(_:)`` is atomic: after a crash at any moment either all of it is there or nothing. A call that returned is
/// durable (SQLite: written through to the file; MongoDB: acknowledged by the majority with journal). Writes that carry
/// a run and a sequence number may be repeated: what is there already is left alone.
///
/// Errors and threads are as for ``RecordReader``.
public protocol RecordWriter: Sendable {
    /// Adds records, all or none.
    ///
    /// A record without `_id` gets a new ObjectID. A record whose `_run` and `_seq` are stored already is left out and
    /// counted in ``Insertion/duplicates``.
    ///
    /// - Throws: `invalidArgument` for a record that cannot be stored (field names, nesting, size); `alreadyExists` when
    ///   another record has the same `_id`. Nothing of the call is stored then.
    @discardableResult
    func insert(_ records: [Document], into collection: CollectionName) async throws -> Insertion

    /// Changes one record; `false` when there is none with this identifier.
    ///
    /// - Throws: `invalidArgument` when the change cannot be made (see ``RecordChange``).
    @discardableResult
    func update(_ id: RecordID, in collection: CollectionName, _ change: RecordChange) async throws -> Bool

    /// Updates the oldest record that has the same value in `field` as `record`, or adds it when there is none, and
    /// returns the identifier of the record written. Fields that `record` does not name stay as they are.
    ///
    /// Of two calls at the same time, one adds and the other updates.
    func put(_ record: Document, into collection: CollectionName, matching field: FieldPath) async throws -> RecordID

    /// Removes records and says how many there were.
    @discardableResult
    func delete(_ ids: [RecordID], from collection: CollectionName) async throws -> Int

    /// Removes a run with everything that belongs to it, in parts when it is large; the run's own record goes last, so
    /// that a deletion that was interrupted can be repeated.
    ///
    /// - Throws: `notFound` when there is no such run and nothing that belongs to it.
    func deleteRun(_ run: RunID) async throws -> RunDeletion

    /// Appends points to series of existing runs, all or none, and updates the runs' summaries of their metrics.
    ///
    /// A point whose sequence number the series has already is left out: the points of one sequence number are written by one call.
    ///
    /// - Throws: `notFound` when a run does not exist.
    @discardableResult
    func append(_ points: [SeriesAppend]) async throws -> AppendResult

    /// Appends lines of text to the log of an existing run, all or none. Sequence numbers are as for points.
    ///
    /// - Throws: `notFound` when the run does not exist; `invalidArgument` when a line is longer than ``LogLine/longestText`` bytes.
    @discardableResult
    func appendLog(_ lines: [LogLine], to run: RunID) async throws -> AppendResult
}

/// What an insertion did.
public struct Insertion: Hashable, Sendable {
    /// The identifier of every record given, in order. For a duplicate: of the record that is stored.
    public var ids: [RecordID]

    /// How many of them were stored already.
    public var duplicates: Int

    /// An insertion's outcome.
    public init(ids: [RecordID], duplicates: Int) {
        self.ids = ids
        self.duplicates = duplicates
    }
}

/// What an append did.
public struct AppendResult: Hashable, Sendable {
    /// How many points or lines were stored.
    public var stored: Int

    /// How many were there already.
    public var duplicates: Int

    /// An append's outcome.
    public init(stored: Int, duplicates: Int) {
        self.stored = stored
        self.duplicates = duplicates
    }
}

/// What went with a run.
public struct RunDeletion: Hashable, Sendable {
    /// Whether the run's own record was there.
    public var run = false
    /// Records of the collection `artifacts`.
    public var artifacts = 0
    /// Records of the collection `files`. The files' bytes are not touched.
    public var files = 0
    /// Points of all series.
    public var points = 0
    /// Lines of text.
    public var logLines = 0

    /// A deletion that has removed nothing yet.
    public init() {}
}
