import Synchronization

/// Says to blocking work on another thread that nobody wants its result any more.
package final class CancellationFlag: Sendable {
    private let isRaised = Atomic(false)

    /// A flag that is not raised.
    package init() {}

    /// Whether the work should end.
    package var isCancelled: Bool { isRaised.load(ordering: .relaxed) }

    /// Asks the work to end.
    package func cancel() { isRaised.store(true, ordering: .relaxed) }
}
