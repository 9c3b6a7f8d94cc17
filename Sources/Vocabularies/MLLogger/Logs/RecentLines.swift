import RegistryCore

/// The latest lines of each level: a flood of one level does not push out what another said.
struct RecentLines {
    /// So many of each level are kept, with so many bytes of text.
    static let mostLines = 1_000
    static let mostBytes = 1 << 20

    private struct Kept {
        let number: Int
        let line: LoggedLine
    }

    private var lines: [LogLevel: [Kept]] = [:]
    private var bytes: [LogLevel: Int] = [:]
    private var count = 0

    mutating func add(_ line: LoggedLine, size: Int) {
        count += 1
        lines[line.level, default: []].append(Kept(number: count, line: line))
        bytes[line.level, default: 0] += size
        // Half of them at a time, so that a line costs the same however many there are.
        if lines[line.level, default: []].count > 2 * Self.mostLines
            || bytes[line.level, default: 0] > 2 * Self.mostBytes
        {
            shorten(line.level)
        }
    }

    /// The latest lines of a level and above, oldest first.
    func latest(_ limit: Int, from level: LogLevel) -> [LoggedLine] {
        let kept = lines.filter { $0.key >= level }.values.flatMap { $0.suffix(Self.mostLines) }
        return kept.sorted { $0.number < $1.number }.suffix(max(0, limit)).map(\.line)
    }

    private mutating func shorten(_ level: LogLevel) {
        var kept: [Kept] = []
        var size = 0
        for one in (lines[level] ?? []).reversed() {
            size += one.line.text.utf8.count
            guard kept.count < Self.mostLines, kept.isEmpty || size <= Self.mostBytes else { break }
            kept.append(one)
        }
        lines[level] = kept.reversed()
        bytes[level] = min(size, Self.mostBytes)
    }
}
