import RegistryCore

/// The clock, as the logger sees it; tests bring their own.
struct Surroundings: Sendable {
    /// Now.
    var now: @Sendable () -> WallTime
    /// Waits between attempts of a sink that failed; ends early when the task is cancelled.
    var sleep: @Sendable (Duration) async -> Void

    /// The machine's clock.
    static let system = Surroundings(now: { .now }, sleep: { try? await Task.sleep(for: $0) })
}
