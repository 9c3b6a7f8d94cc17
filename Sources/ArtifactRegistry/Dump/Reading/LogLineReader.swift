import RegistryCore

/// Gives all lines of a log in their order, in parts, all of a sequence number together.
struct LogLineReader: Sendable {
    /// About how many bytes of text a part has: 2 MiB.
    private static let portionBytes = 2 << 20

    private let store: any RecordReader
    private let run: RunID
    private var behind: LogLine.Position?
    private var held: [LogLine] = []
    private var limit = 1_000
    private var isAtEnd = false

    /// - Parameter behind: The line behind which it begins. Default: it begins with the first one.
    init(_ run: RunID, in store: any RecordReader, behind: LogLine.Position? = nil) {
        self.store = store
        self.run = run
        self.behind = behind
    }

    /// The next lines; `nil` behind the last ones.
    mutating func next() async throws -> [LogLine]? {
        while !isAtEnd {
            let lines = try await store.logLines(of: run, behind: behind, minimumLevel: .debug, limit: limit)
            isAtEnd = lines.count < limit
            behind = lines.last?.position ?? behind
            let bytes = lines.reduce(1) { $0 + $1.text.utf8.count }
            held += lines
            // The next part of lines like these is about as large as one should be.
            limit = max(100, min(10_000, lines.count * Self.portionBytes / bytes))
            guard !isAtEnd, let last = held.last?.sequence else { break }
            // More lines of the last sequence number may follow.
            let whole = held.prefix { $0.sequence < last }
            guard !whole.isEmpty else { continue }
            held = Array(held.dropFirst(whole.count))
            return Array(whole)
        }
        defer { held = [] }
        return held.isEmpty ? nil : held
    }
}
