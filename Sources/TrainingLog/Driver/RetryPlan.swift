/// How long to wait before a sink that failed is tried again: longer after every failure in a row.
struct RetryPlan: Sendable {
    /// The pause after the first failure.
    static let shortestPause = Duration.milliseconds(100)
    /// No pause is longer.
    static let longestPause = Duration.seconds(30)
    /// The pause after the first failure of the kind that soon passes by itself.
    static let shortestPassingPause = Duration.milliseconds(5)
    /// No pause is longer while somebody waits for the end, or after a failure that passes by itself.
    static let longestShortPause = Duration.seconds(1)
    /// After as many failures in a row, one that should have passed by itself did not.
    static let patience = 9

    private var failures = 0

    /// Whether the last attempt failed.
    var isFailing: Bool { failures > 0 }

    /// Whether there were so many failures in a row that none can be expected to pass soon.
    var isBeyondPatience: Bool { failures >= Self.patience }

    /// Notes a failure and says how long to wait.
    ///
    /// - Parameter isPassing: The failure is of the kind that soon passes by itself.
    mutating func pauseAfterFailure(isPassing: Bool = false, isClosing: Bool) -> Duration {
        let doublings = min(failures, 16)
        failures += 1
        let shortest = isPassing ? Self.shortestPassingPause : Self.shortestPause
        let longest = isPassing || isClosing ? Self.longestShortPause : Self.longestPause
        return min(shortest * (1 << doublings), longest)
    }

    /// Notes that an attempt succeeded.
    mutating func succeeded() {
        failures = 0
    }
}
