import NIOCore

/// Whether a client takes what it is answered.
///
/// Who takes a byte now and then fills no buffer's room that the system would tell of, and would hold the answer and its
/// connection for ever.
struct AnswerPace {
    /// What has to be done about a connection.
    enum Verdict: Equatable {
        /// All was taken.
        case rest
        /// Look again at this moment.
        case wait(until: NIODeadline)
        case close
    }

    private let limit: TimeAmount
    /// What came since the last look, in bytes.
    private var written = 0
    /// What waited at the last look, in bytes, and when something was last taken.
    private var last: (waiting: Int, progress: NIODeadline)?

    /// - Parameter limit: how long nothing may be taken while something waits.
    init(limit: TimeAmount) { self.limit = limit }

    mutating func wrote(_ count: Int) { written += count }

    /// What is to be done at a moment, at which so many bytes wait to be taken.
    mutating func verdict(waiting: Int, at now: NIODeadline) -> Verdict {
        defer { written = 0 }
        guard waiting > 0 else {
            last = nil
            return .rest
        }
        var progress = now
        if let last, waiting >= last.waiting + written { progress = last.progress }
        last = (waiting, progress)
        guard now < progress + limit else { return .close }
        return .wait(until: min(progress + limit, now + .nanoseconds(max(1, limit.nanoseconds / 4))))
    }
}
