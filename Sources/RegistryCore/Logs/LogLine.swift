/// One line of text that a run logged.
public struct LogLine: Hashable, Sendable {
    /// The most bytes of UTF-8 a line may have: 65,536.
    public static let longestText = 65_536

    /// The place in its run, by which a line written twice is recognised. Lines of one call may share it.
    public var sequence: Int64

    /// The place among the lines of one sequence number, from 0. The store gives it when the line is appended, in the
    /// order of the call, whatever it was before.
    public var index: Int

    /// When it was logged.
    public var time: WallTime

    /// How serious it is.
    public var level: LogLevel

    /// The text; at most ``longestText`` bytes. It may hold line breaks.
    public var text: String

    /// A line.
    public init(sequence: Int64, index: Int = 0, time: WallTime, level: LogLevel = .info, text: String) {
        self.sequence = sequence
        self.index = index
        self.time = time
        self.level = level
        self.text = text
    }

    /// Where the line stands in its run's log.
    public var position: Position { Position(sequence: sequence, index: index) }
}

extension LogLine {
    /// A line's place in its run's log; lines are told in this order.
    public struct Position: Hashable, Comparable, Sendable, CustomStringConvertible {
        /// The line's sequence number.
        public var sequence: Int64

        /// Its place among the lines of that sequence number.
        public var index: Int

        /// A place.
        public init(sequence: Int64, index: Int) {
            self.sequence = sequence
            self.index = index
        }

        /// Reads the text form, `SEQUENCE.INDEX`.
        ///
        /// - Throws: ``RegistryError`` with `invalidArgument` for anything else.
        public init(_ text: String) throws(RegistryError) {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 2, let sequence = Int64(parts[0]), let index = Int(parts[1]), index >= 0 else {
                throw RegistryError(
                    .invalidArgument,
                    "\(text.debugDescription.prefix(60)) is not a place in a log: two numbers with a dot between them.")
            }
            self.init(sequence: sequence, index: index)
        }

        /// `SEQUENCE.INDEX`.
        public var description: String { "\(sequence).\(index)" }

        /// By sequence number, then by index.
        public static func < (left: Position, right: Position) -> Bool {
            left.sequence == right.sequence ? left.index < right.index : left.sequence < right.sequence
        }
    }
}
