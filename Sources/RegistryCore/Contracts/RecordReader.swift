/// What can be asked of a store. Every store answers the same: same records, same order, same errors.
///
/// Every call may throw ``RegistryError`` and, when the calling task is cancelled, `CancellationError`; it ends within
/// the store's time limit, with `timedOut` when the answer was not ready and `unavailable` when the store could not be
/// reached. Calls may be made from any task at the same time.
public protocol RecordReader: Sendable {
    /// One page of records.
    ///
    /// - Throws: `invalidArgument` when the query is not one (see ``Query``).
    func find(in collection: CollectionName, _ query: Query) async throws -> Page<Document>

    /// One page of records as they are stored: the records that ``find(in:_:)`` gives, not read yet.
    ///
    /// By default they are those of `find`, written again.
    ///
    /// - Throws: as `find`. A record's own damage is found when it is read.
    func findEncoded(in collection: CollectionName, _ query: Query) async throws -> Page<EncodedDocument>

    /// One record; `nil` when there is none.
    func record(_ id: RecordID, in collection: CollectionName) async throws -> Document?

    /// How many records match.
    func count(in collection: CollectionName, matching filter: Filter) async throws -> Int

    /// The different values of a field, smallest first in the order of ``SortKey``, at most `limit` of them.
    ///
    /// A list is one value for each of its elements, a missing field is none. Numbers that are equal are one value.
    func distinctValues(
        of field: FieldPath, in collection: CollectionName, matching filter: Filter, limit: Int
    ) async throws -> [Value]

    /// How many records have each value of a field: the largest groups first, equal ones by value, at most `limit`.
    ///
    /// Computed by the store. A list is one value as a whole; records without the field are the group of `null`;
    /// numbers that are equal are one group, shown as a whole number where it is one.
    func groups(
        by field: FieldPath, in collection: CollectionName, matching filter: Filter, limit: Int
    ) async throws -> [RecordGroup]

    /// The blocks of a series that overlap a range of steps, oldest first, with as much content as asked for.
    func seriesBlocks(
        of series: SeriesID, in steps: ClosedRange<Step>, content: SeriesBlock.Content
    ) async throws -> [SeriesBlock]

    /// The named blocks of a series, in the order of the names. One that has been merged into another meanwhile is left out.
    func seriesBlocks(
        _ ids: [SeriesBlock.ID], of series: SeriesID, content: SeriesBlock.Content
    ) async throws -> [SeriesBlock]

    /// Text logged by a run, in the order of sequence numbers, beginning behind a line; at most `limit` lines (1 to 10,000).
    func logLines(of run: RunID, behind: LogLine.Position?, minimumLevel: LogLevel, limit: Int) async throws
        -> [LogLine]
}

extension RecordReader {
    /// The records that `find` gives, written again.
    public func findEncoded(in collection: CollectionName, _ query: Query) async throws -> Page<EncodedDocument> {
        try await find(in: collection, query).map { try EncodedDocument($0) }
    }
}

/// The records that share one value of a field.
public struct RecordGroup: Hashable, Sendable {
    /// The value; `null` also for records without the field.
    public var value: Value

    /// How many records have it.
    public var count: Int

    /// A group.
    public init(value: Value, count: Int) {
        self.value = value
        self.count = count
    }
}
