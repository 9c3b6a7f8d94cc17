public import BSONCoding

/// At most 1,024 lines of one run's log, and at most 512 KiB, as they are stored.
///
/// The lines of a block stand in order. Blocks of one run may overlap. A block never changes: it is inserted, and removed
/// when it is merged with others into a larger one.
public struct LogBlock: Hashable, Sendable, Identifiable {
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

    /// The most lines of a block: 1,024.
    public static let mostLines = 1_024

    /// The most encoded bytes of a block: 524,288.
    public static let mostBytes = 524_288

    /// The ``sizeClass`` of blocks that are never merged.
    public static let fullSizeClass = 2

    /// What identifies it.
    public let id: ID

    /// The run that logged it.
    public let run: RunID

    /// Which blocks it is merged with: 0 and 1 for small ones, ``fullSizeClass`` for those that stay.
    public let sizeClass: Int

    /// How many lines it has.
    public let count: Int

    /// The place of its first line.
    public let first: LogLine.Position

    /// The place of its last line.
    public let last: LogLine.Position

    /// The most serious level of any line.
    public let highestLevel: LogLevel

    /// The encoded lines; empty when they were not loaded. See ``lines()``.
    public let encodedLines: [UInt8]

    /// A block as a store reads it. Lines that were not loaded are empty bytes.
    ///
    /// - Throws: ``RegistryError`` with `corruptData` when the fields contradict each other.
    public init(
        id: ID, run: RunID, sizeClass: Int, count: Int, first: LogLine.Position, last: LogLine.Position,
        highestLevel: LogLevel, encodedLines: [UInt8]
    ) throws(RegistryError) {
        guard (1...Self.mostLines).contains(count), first <= last, (0...Self.fullSizeClass).contains(sizeClass) else {
            throw RegistryError(
                .corruptData, "The log block \(id) of run \(run) is damaged: its fields contradict each other.")
        }
        self.id = id
        self.run = run
        self.sizeClass = sizeClass
        self.count = count
        self.first = first
        self.last = last
        self.highestLevel = highestLevel
        self.encodedLines = encodedLines
    }

    /// A new block of 1 to ``mostLines`` lines in order.
    init(id: ID, run: RunID, sizeClass: Int, lines: ArraySlice<LogLine>) {
        guard let first = lines.first, let last = lines.last, let highest = lines.map(\.level).max(),
            lines.count <= Self.mostLines
        else { preconditionFailure("a block has 1 to \(Self.mostLines) lines, not \(lines.count)") }
        self.id = id
        self.run = run
        self.sizeClass = sizeClass
        count = lines.count
        self.first = first.position
        self.last = last.position
        highestLevel = highest
        encodedLines = LogColumns.encode(lines)
    }

    /// The lines, in order. The block has to be loaded with its lines.
    ///
    /// - Throws: ``RegistryError`` with `corruptData` when the bytes are damaged or were not loaded.
    public func lines() throws(RegistryError) -> [LogLine] {
        guard let lines = LogColumns.decode(encodedLines), lines.count == count else {
            throw RegistryError(
                .corruptData,
                "The log block \(id) of run \(run) is damaged. Restore the store from a backup, or delete the run.")
        }
        return lines
    }

    /// This block without its lines.
    package func withoutLines() throws(RegistryError) -> LogBlock {
        try LogBlock(
            id: id, run: run, sizeClass: sizeClass, count: count, first: first, last: last, highestLevel: highestLevel,
            encodedLines: [])
    }
}
