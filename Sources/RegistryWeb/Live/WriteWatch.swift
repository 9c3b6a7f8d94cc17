import Synchronization

/// Since when something is being written, to tell a client that reads from one that does not.
final class WriteWatch: Sendable {
    private let start = Mutex<ContinuousClock.Instant?>(nil)

    var isUnderWay: Bool { start.withLock { $0 } != nil }

    /// Does the work, and remembers since when. It stays under way when it fails.
    func during(_ work: () async throws -> Void) async throws {
        start.withLock { $0 = .now }
        try await work()
        start.withLock { $0 = nil }
    }

    /// Returns when one piece of work has taken longer than a time.
    ///
    /// - Throws: `CancellationError`.
    func stall(of limit: Duration) async throws {
        while true {
            let since = start.withLock { $0 }
            if let since, .now - since >= limit { return }
            try await Task.sleep(for: since.map { limit - (.now - $0) } ?? limit)
        }
    }
}
