package import RegistryCore

#if canImport(Darwin)
    import Darwin
#endif

/// How failures that may pass are met: again and again, with pauses that grow, as long as patience lasts.
///
/// The n-th pause is a random time between half and all of `firstPause · 2ⁿ`, at most `longestPause`: many who fail together
/// do not come back together. A server that says when to come back (`Retry-After`) is believed up to the longest pause.
public struct RetryPolicy: Sendable {
    /// How long it is tried, from the first attempt. Default: 2 minutes.
    public var patience: Duration
    /// Default: 100 ms.
    public var firstPause: Duration
    /// Default: 15 s.
    public var longestPause: Duration
    package var clock: StorageClock

    /// Makes one.
    public init(
        patience: Duration = .seconds(120), firstPause: Duration = .milliseconds(100),
        longestPause: Duration = .seconds(15)
    ) {
        self.patience = patience
        self.firstPause = firstPause
        self.longestPause = longestPause
        clock = .system
    }

    /// The pause after so many failures; `wish` is what the server asks for.
    package func pause(after failures: Int, wish: Duration?) -> Duration {
        let full = min(firstPause * (1 << min(max(0, failures - 1), 20)), longestPause)
        let pause = full / 2 + full * clock.random() / 2
        return max(pause, min(wish ?? .zero, longestPause))
    }
}

/// Time and chance, which tests have their own of.
package struct StorageClock: Sendable {
    /// What signatures are dated with.
    package var now: @Sendable () -> WallTime
    /// Time that only goes forward, from any moment.
    package var uptime: @Sendable () -> Duration
    package var sleep: @Sendable (Duration) async throws -> Void
    /// From 0 to 1.
    package var random: @Sendable () -> Double

    static let system: StorageClock = {
        let start = ContinuousClock.now
        return StorageClock(
            now: { WallTime.now }, uptime: { ContinuousClock.now - start },
            sleep: { try await Task.sleep(for: $0) }, random: { Double.random(in: 0...1) })
    }()
}
