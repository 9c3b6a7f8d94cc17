public import BSONCoding

/// At most 4,096 points of one series as they are stored: a summary beside encoded columns.
///
/// The points of a block stand in the order of their steps, those of one step in the order of their sequence numbers.
/// Blocks of one series may overlap in steps and in sequence numbers. A block never changes: it is inserted, and
/// removed when it is merged with others into a larger one.
public struct SeriesBlock: Hashable, Sendable, Identifiable {
    /// What identifies a block within its store.
    public struct ID: Hashable, Comparable, Sendable, CustomStringConvertible {
        /// The identifier as it is stored.
        public let objectID: ObjectID

        /// An identifier.
        public init(_ objectID: ObjectID) { self.objectID = objectID }

        /// The identifier's text.
        public var description: String { objectID.description }

        /// Identifiers made earlier come first.
        public static func < (left: ID, right: ID) -> Bool { left.objectID < right.objectID }
    }

    /// How much of a block is loaded.
    public enum Content: Hashable, Sendable {
        /// The summary; ``SeriesBlock/strands`` and ``SeriesBlock/columns`` are empty.
        case summary
        /// The summary and ``SeriesBlock/strands``; ``SeriesBlock/columns`` is empty.
        case strands
        /// The summary and ``SeriesBlock/columns``; ``SeriesBlock/strands`` is empty.
        case points
    }

    /// The most points of a block: 4,096.
    public static let mostPoints = 4_096

    /// How many points one strand stands for: 64; the last one of a block has the rest.
    public static let pointsPerStrand = 64

    /// The ``sizeClass`` of blocks that are never merged.
    public static let fullSizeClass = 3

    /// What identifies it.
    public let id: ID

    /// The series it belongs to.
    public let series: SeriesID

    /// All its points in a few numbers.
    public let summary: SeriesSummary

    /// The smallest sequence number of its points.
    public let firstSequence: Int64

    /// The greatest sequence number of its points.
    public let lastSequence: Int64

    /// Encoded summaries of every ``pointsPerStrand`` points in order; empty for a block that has no more than these, and
    /// when they were not loaded. See ``strandSummaries()``.
    public let strands: [UInt8]

    /// The encoded points; empty when they were not loaded. See ``points()``.
    public let columns: [UInt8]

    /// Which blocks it is merged with: 0 below 16 points, 1 below 256, 2 below 2,048, and ``fullSizeClass`` from there.
    public var sizeClass: Int { Self.sizeClass(ofCount: summary.count) }

    /// A block as a store reads it. Fields that were not loaded are empty.
    ///
    /// - Throws: ``RegistryError`` with `corruptData` when the count is out of range.
    public init(
        id: ID, series: SeriesID, summary: SeriesSummary, firstSequence: Int64, lastSequence: Int64, strands: [UInt8],
        columns: [UInt8]
    ) throws(RegistryError) {
        guard (1...Self.mostPoints).contains(summary.count), firstSequence <= lastSequence else {
            throw RegistryError(
                .corruptData,
                "The series block \(id) of run \(series.run) is damaged: its counts contradict each other.")
        }
        self.id = id
        self.series = series
        self.summary = summary
        self.firstSequence = firstSequence
        self.lastSequence = lastSequence
        self.strands = strands
        self.columns = columns
    }

    /// A new block of 1 to ``mostPoints`` points in the order of ``SeriesPoint/precedes(_:)``.
    package init(id: ID, series: SeriesID, points: ArraySlice<SeriesPoint>) {
        guard let summary = SeriesSummary(points: points), points.count <= Self.mostPoints else {
            preconditionFailure("a block has 1 to \(Self.mostPoints) points, not \(points.count)")
        }
        self.id = id
        self.series = series
        self.summary = summary
        firstSequence = points.reduce(Int64.max) { min($0, $1.sequence) }
        lastSequence = points.reduce(Int64.min) { max($0, $1.sequence) }
        strands = points.count > Self.pointsPerStrand ? StrandColumns.encode(points) : []
        columns = SeriesColumns.encode(points)
    }

    /// The ``sizeClass`` of a block with this many points.
    package static func sizeClass(ofCount count: Int) -> Int {
        switch count {
        case ..<16: 0
        case ..<256: 1
        case ..<2_048: 2
        default: fullSizeClass
        }
    }

    /// The points, in order. The block has to be loaded with ``Content/points``.
    ///
    /// - Throws: ``RegistryError`` with `corruptData` when the columns are damaged or were not loaded.
    public func points() throws(RegistryError) -> [SeriesPoint] {
        guard let points = SeriesColumns.decodePoints(columns), points.count == summary.count,
            points.first?.step == summary.firstStep, points.last?.step == summary.lastStep
        else { throw damaged }
        return points
    }

    /// The summaries of every ``pointsPerStrand`` points in order; of a block with no more points than that, its own.
    /// The block has to be loaded with ``Content/strands``.
    ///
    /// - Throws: ``RegistryError`` with `corruptData` when the strands are damaged or were not loaded.
    public func strandSummaries() throws(RegistryError) -> [SeriesSummary] {
        if summary.count <= Self.pointsPerStrand { return [summary] }
        guard let decoded = StrandColumns.decode(strands, count: summary.count), let first = decoded.summaries.first
        else { throw damaged }
        let whole = decoded.summaries.dropFirst().reduce(first) { $0.merging($1) }
        // Strands that do not count their infinities know of at least one each, which need not be all of the block's.
        guard decoded.countInfinities ? whole == summary : whole.isAlike(summary) else { throw damaged }
        return decoded.summaries
    }

    /// This block with no more than the content asked for.
    package func reduced(to content: Content) throws(RegistryError) -> SeriesBlock {
        try SeriesBlock(
            id: id, series: series, summary: summary, firstSequence: firstSequence, lastSequence: lastSequence,
            strands: content == .strands ? strands : [], columns: content == .points ? columns : [])
    }

    private var damaged: RegistryError {
        RegistryError(
            .corruptData,
            "The series block \(id) of run \(series.run) is damaged. Restore the store from a backup, or delete the run."
        )
    }
}
