public import BSONCoding
private import Synchronization

/// A registry in memory, gone when the program ends: for trying things out, for tests, and as the plainest statement of
/// what ``RegistryStore`` asks for.
///
/// One call works at a time. Questions look at every record. Safe from any task.
public final class MemoryStore: RegistryStore {
    private let state: Mutex<MemoryState>
    private let timeLimit: Duration

    /// An empty store.
    ///
    /// - Parameters:
    ///   - timeLimit: how long a call may take; default 30 seconds.
    ///   - newID: makes the identifiers of records and blocks, each greater than the one before.
    public init(
        timeLimit: Duration = .seconds(30), newID: @escaping @Sendable () -> ObjectID = { ObjectID() }
    ) {
        state = Mutex(MemoryState(newID: newID))
        self.timeLimit = timeLimit
    }

    /// `memory:`.
    public var displayName: String { "memory:" }

    /// Returns at once, unless the store is closed.
    ///
    /// - Throws: ``RegistryError`` with `unavailable` when it is.
    public func checkHealth() async throws { try work { _, _ in } }

    /// Forgets everything. Later calls throw `unavailable`.
    public func close() async { state.withLock { $0.close() } }

    /// Works on the content, alone.
    func work<Answer: Sendable>(
        within limit: Duration? = nil, _ body: (inout MemoryState, CallLimit) throws -> sending Answer
    ) throws -> sending Answer {
        try Task.checkCancellation()
        let limit = CallLimit(limit.map { min($0, timeLimit) } ?? timeLimit)
        return try state.withLock { state in
            try state.checkIsOpen()
            return try body(&state, limit)
        }
    }
}
