import RegistryCore

/// The clock, as the logger sees it; tests bring their own.
struct Surroundings: Sendable {
    /// Now.
    var now: @Sendable () -> WallTime
    /// Waits between attempts of a sink that failed; ends early when the task is cancelled.
    var sleep: @Sendable (Duration) async -> Void
    /// Waits until sinks are to keep what they have, and to give a sign of life; ends early when the task is cancelled.
    var waitForTick: @Sendable () async -> Void

    /// The machine's clock; a tick every two seconds.
    static let system = Surroundings(
        now: { .now }, sleep: { try? await Task.sleep(for: $0) },
        waitForTick: { try? await Task.sleep(for: .seconds(2)) })
}
