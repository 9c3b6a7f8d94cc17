/// How long to wait before a sink that failed is tried again: longer after every failure in a row.
struct RetryPlan: Sendable {
    /// The pause after the first failure.
    static let shortestPause = Duration.milliseconds(100)
    /// No pause is longer.
    static let longestPause = Duration.seconds(30)
    /// No pause is longer while somebody waits for the end.
    static let longestPauseWhileClosing = Duration.seconds(1)

    private var failures = 0

    /// Whether the last attempt failed.
    var isFailing: Bool { failures > 0 }

    /// Notes a failure and says how long to wait.
    mutating func pauseAfterFailure(isClosing: Bool) -> Duration {
        let doublings = min(failures, 16)
        failures += 1
        let longest = isClosing ? Self.longestPauseWhileClosing : Self.longestPause
        return min(Self.shortestPause * (1 << doublings), longest)
    }

    /// Notes that an attempt succeeded.
    mutating func succeeded() {
        failures = 0
    }
}
