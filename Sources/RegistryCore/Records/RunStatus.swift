/// How a run is doing.
public enum RunStatus: String, Hashable, Sendable, CaseIterable {
    /// It is going on, as far as is known.
    case running
    /// It ended by itself.
    case finished
    /// It ended with an error.
    case failed
    /// It was stopped from outside.
    case killed
    /// It gave no sign of life for a while, and did not say that it ended: its process or its machine died.
    case lost

    /// How a run can be ended by whoever logs it.
    package static let ends: [RunStatus] = [.finished, .failed, .killed]
}

extension Run {
    /// After so long without a sign of life a run is lost: 90 seconds. A logger gives one every 15 seconds while it reaches the
    /// store.
    public static let longestSilence = Duration.seconds(90)

    /// How the run is doing, as far as can be told at a time: ``RunStatus/lost`` when it should be running and has been silent for
    /// longer than ``longestSilence``. A run that never gave a sign of life is what it says.
    public func apparentStatus(at now: WallTime) -> RunStatus { status.apparent(lastSign: heartbeat, at: now) }
}

extension RunStatus {
    /// How a run with this stored status is doing, as far as can be told at a time; see ``Run/apparentStatus(at:)``.
    ///
    /// - Parameters:
    ///   - lastSign: When the run last gave a sign of life; `nil` when it never did.
    ///   - now: The time.
    public func apparent(lastSign: WallTime?, at now: WallTime) -> RunStatus {
        guard self == .running, let lastSign else { return self }
        let silence = now.secondsSince1970 - lastSign.secondsSince1970
        return silence > Double(Run.longestSilence.components.seconds) ? .lost : .running
    }
}
