import RegistryCore

/// The last lines of a run's log. Stores tell lines forwards, behind a position; the position is found by halving, which takes
/// some hundred small questions however long the log is.
struct LogTail: Sendable {
    let run: RunID
    let store: any RecordReader

    /// The most lines of one answer.
    static let mostLines = 5_000

    /// The position of the last line; `nil` when there is none.
    func end() async throws -> LogLine.Position? {
        try await lines(before: nil, minimumLevel: .debug, limit: 1).last?.position
    }

    /// The last lines, in order.
    ///
    /// - Parameters:
    ///   - end: The position in front of which they end; `nil` for the end of the log.
    ///   - level: The least level.
    ///   - limit: At most so many, 1 to ``mostLines``.
    func lines(before end: LogLine.Position?, minimumLevel level: LogLevel, limit: Int) async throws -> [LogLine] {
        func some(behind position: LogLine.Position?) async throws -> [LogLine] {
            let lines = try await store.logLines(of: run, behind: position, minimumLevel: level, limit: limit + 1)
            guard let end else { return lines }
            return lines.filter { $0.position < end }
        }
        let first = try await some(behind: nil)
        guard first.count > limit, let start = first.first else { return first }
        // Behind the last position of `sequence` there are few enough lines, behind that of the one before too many.
        let sequence = try await Self.smallest(from: start.position.sequence, to: end?.sequence ?? .max) {
            try await some(behind: LogLine.Position(sequence: $0, index: .max)).count <= limit
        }
        // Lines of one call share a sequence number.
        let index = try await Self.smallest(from: -1, to: Int64(Int32.max)) {
            try await some(behind: LogLine.Position(sequence: sequence, index: Int($0))).count <= limit
        }
        return Array(try await some(behind: LogLine.Position(sequence: sequence, index: Int(index))).suffix(limit))
    }

    /// The smallest number that is good, when all above it are; `upper` is taken to be.
    private static func smallest(
        from lower: Int64, to upper: Int64, _ isGood: (Int64) async throws -> Bool
    ) async throws -> Int64 {
        var (low, high) = (lower, upper)
        while low < high {
            // Half of the distance, which may be greater than the greatest number.
            let middle = low + Int64((UInt64(bitPattern: high) &- UInt64(bitPattern: low)) / 2)
            if try await isGood(middle) {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return low
    }
}
