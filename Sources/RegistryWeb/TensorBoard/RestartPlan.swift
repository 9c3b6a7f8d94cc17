/// Whether a program that ended is started again: a few times soon, and not for ever.
struct RestartPlan {
    /// How often it is started again within ``window``.
    static let mostRestarts = 5
    /// Ten minutes.
    static let window = Duration.seconds(600)

    private var restarts: [ContinuousClock.Instant] = []

    /// How long to wait before the next start; `nil` when there have been too many.
    mutating func wait(at now: ContinuousClock.Instant) -> Duration? {
        restarts.removeAll { $0.duration(to: now) >= Self.window }
        guard restarts.count < Self.mostRestarts else { return nil }
        restarts.append(now)
        return .milliseconds(250 << (restarts.count - 1))
    }
}
