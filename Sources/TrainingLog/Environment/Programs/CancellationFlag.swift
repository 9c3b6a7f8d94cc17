import Synchronization

/// Says to blocking work on another thread that nobody wants its result any more.
final class CancellationFlag: Sendable {
    private let isRaised = Atomic(false)

    /// Whether the work should end.
    var isCancelled: Bool { isRaised.load(ordering: .relaxed) }

    /// Asks the work to end.
    func cancel() { isRaised.store(true, ordering: .relaxed) }
}
