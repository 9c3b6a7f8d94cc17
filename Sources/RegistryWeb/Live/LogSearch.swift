import RegistryCore

/// Looks for a text in a run's log, a bounded part of it at a time: a log of any length is gone through by asking again where
/// the answer before ended.
struct LogSearch: Sendable {
    /// The most lines that one answer looks at: 100,000.
    static let mostScanned = 100_000
    /// The most matches that one answer tells; more are counted.
    static let mostTold = 500
    /// How long one answer goes on looking: half a second, so that whoever waits sees how far it is, and others get their turn.
    static let patience = Duration.milliseconds(500)
    private static let portion = 2_000

    let run: RunID
    let store: any RecordReader

    struct Answer: Sendable {
        /// The first lines that have the text.
        var lines: [LogLine] = []
        /// How many have it.
        var count = 0
        /// How many were looked at.
        var scanned = 0
        /// The position of the last line that was looked at; what was asked for when there is none behind.
        var last: LogLine.Position?
        /// Whether that is the end of the log.
        var isEnd = false
    }

    /// The lines behind a position in which a text is found; letters in either case are the same.
    func lines(
        with text: String, behind position: LogLine.Position?, minimumLevel level: LogLevel
    ) async throws -> Answer {
        let wanted = LineMatcher(text)
        var answer = Answer(last: position)
        let end = ContinuousClock.now + Self.patience
        while answer.scanned < Self.mostScanned {
            let lines = try await store.logLines(
                of: run, behind: answer.last, minimumLevel: level, limit: Self.portion)
            for line in lines where wanted.isFound(in: line.text) {
                answer.count += 1
                if answer.lines.count < Self.mostTold { answer.lines.append(line) }
            }
            answer.scanned += lines.count
            answer.last = lines.last?.position ?? answer.last
            guard lines.count == Self.portion else {
                answer.isEnd = true
                break
            }
            if ContinuousClock.now >= end { break }
        }
        return answer
    }
}
