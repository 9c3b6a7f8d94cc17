/// When a call that looks at many records has to end.
struct CallLimit: Sendable {
    private let deadline: ContinuousClock.Instant
    private let limit: Duration

    /// A limit that is counted from now.
    init(_ limit: Duration) {
        self.limit = limit
        deadline = .now + limit
    }

    /// Goes on.
    ///
    /// - Throws: ``RegistryError`` with `timedOut` behind the deadline, `CancellationError` when the task is cancelled.
    @Sendable func check() throws {
        try Task.checkCancellation()
        guard ContinuousClock.now < deadline else {
            throw RegistryError(
                .timedOut, "The answer was not ready within \(limit). Ask for less, or allow more time.")
        }
    }
}
