import RegistryCore

/// What a process printed, which trackers keep as it came: pieces of lines, several lines at once, and progress bars that go back
/// to the beginning of their line.
struct PrintedLines {
    private var rest = ""
    private var restTime = WallTime(millisecondsSince1970: 0)

    /// Whether something has not ended.
    var isUnfinished: Bool { !rest.isEmpty }

    /// Takes a piece, and gives the lines that ended in it.
    mutating func take(_ piece: String, time: WallTime, level: LogLevel, into batch: inout SourceBatch) {
        if rest.isEmpty { restTime = time }
        // Among characters CR and LF together are one, at which no split is made.
        var parts = piece.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Substring($0) }
        guard let unfinished = parts.popLast() else { return }
        for part in parts {
            give(rest + part, level, into: &batch)
            rest = ""
            restTime = time
        }
        rest += unfinished
        if rest.utf8.count > LogLine.longestText { finish(level: level, into: &batch) }
    }

    /// Gives what has not ended.
    mutating func finish(level: LogLevel, into batch: inout SourceBatch) {
        if !rest.isEmpty { give(rest, level, into: &batch) }
        rest = ""
    }

    private func give(_ line: String, _ level: LogLevel, into batch: inout SourceBatch) {
        // A terminal shows what was written last from the line's beginning on.
        var text = Substring(line)
        while text.hasSuffix("\r") { text = text.dropLast() }
        if let back = text.utf8.lastIndex(of: 0x0D) { text = text[text.utf8.index(after: back)...] }
        if !text.isEmpty { batch.addLine(String(text), time: restTime, level: level) }
    }
}
