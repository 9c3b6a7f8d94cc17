import NIOCore

/// How far the request of one connection has come, and until when it has to come further.
///
/// A client that sends a byte now and then is not silent, and would hold its connection for ever; so the head of a request
/// has one time for all of it, and every further part of the body has one of its own.
struct RequestPace {
    /// What has to be done about a connection.
    enum Verdict: Equatable {
        /// Nothing before this moment.
        case wait(until: NIODeadline)
        /// Nothing: no clock is running.
        case rest
        /// Say that the request took too long, and close.
        case refuse
        case close
    }

    private enum Stage {
        /// No byte of a request has come since the last one was complete.
        case between
        case head, body
    }

    private let limits: ConnectionLimits
    private var stage = Stage.between
    /// The requests whose head was read and whose answer is not written yet.
    private var unanswered = 0
    /// Whether the server was told to stop.
    private(set) var isEnding = false
    /// When the next part has to be there.
    private(set) var deadline: NIODeadline?

    init(limits: ConnectionLimits) { self.limits = limits }

    /// Bytes came, of whatever they are.
    mutating func bytesArrived(at now: NIODeadline) {
        guard stage == .between else { return }
        stage = .head
        if !isEnding { deadline = now + limits.head }
    }

    mutating func headRead(at now: NIODeadline) {
        stage = .body
        unanswered += 1
        if !isEnding { deadline = now + limits.silence }
    }

    mutating func bodyRead(at now: NIODeadline) {
        // What comes after the answer is not waited for any longer than it was.
        if !isEnding, unanswered > 0 { deadline = now + limits.silence }
    }

    mutating func requestRead(at now: NIODeadline) {
        stage = .between
        deadline = isEnding ? now + limits.answer : nil
    }

    mutating func answerWritten() { unanswered = max(0, unanswered - 1) }

    /// The server is told to stop: what was asked completely is answered, for the rest there is little time.
    mutating func end(at now: NIODeadline) {
        guard !isEnding else { return }
        isEnding = true
        deadline = now + (stage == .body ? limits.unfinished : limits.answer)
    }

    /// What is to be done at a moment.
    mutating func verdict(at now: NIODeadline) -> Verdict {
        guard let deadline else { return .rest }
        guard now >= deadline else { return .wait(until: deadline) }
        guard stage == .head, !isEnding else { return .close }
        // Bytes are not read while answers are due, so the sender may not be late at all: the time begins anew.
        guard unanswered == 0 else {
            let later = now + limits.head
            self.deadline = later
            return .wait(until: later)
        }
        return .refuse
    }
}
