import Logging
import NIOCore
import NIOHTTP1
import RegistryCore
import Synchronization

/// Notes what ends before or beside any route: requests that could not be read, and answers that were not taken. Without it they
/// would be in no log and no figure.
///
/// What is noted names nothing that a client sent. Each is counted; of those that come at once a few are logged, and how many
/// were not.
final class UnreadRequests: Sendable {
    /// Why there was no request, or no end of one.
    enum Reason: String, CaseIterable, Sendable {
        /// It is not one of HTTP 1.
        case malformed
        /// Its head is larger than the decoder takes.
        case headTooLarge = "head_too_large"
        /// Its head did not come completely in time.
        case headTimeout = "head_timeout"
        /// Its body did not go on in time.
        case bodyTimeout = "body_timeout"
        /// The client did not take the answer.
        case answerNotTaken = "answer_not_taken"

        fileprivate var sentence: String {
            switch self {
            case .malformed: "A request could not be read"
            case .headTooLarge: "A request's head was too large"
            case .headTimeout: "A request's head did not come in time"
            case .bodyTimeout: "A request's body did not come in time"
            case .answerNotTaken: "An answer was not taken in time"
            }
        }
    }

    private struct Window {
        var start: ContinuousClock.Instant
        var lines = 0
        var leftOut = 0
    }

    /// The most lines in ``window``: a thousand clients that are cut off together are not worth a thousand.
    static let mostLines = 20
    static let window = Duration.seconds(10)

    private let metrics: ServerMetrics
    private let logger: Logger
    private let state = Mutex(Window(start: .now))

    init(metrics: ServerMetrics, logger: Logger) {
        self.metrics = metrics
        self.logger = logger
    }

    /// - Parameters:
    ///   - address: the client's.
    ///   - requestID: the number that the client is told, when it is told one.
    ///   - error: what the decoder found.
    func note(
        _ reason: Reason, from address: SocketAddress?, requestID: String? = nil, error: HTTPParserError? = nil
    ) {
        metrics.requestUnread(reason)
        guard let leftOut = place(at: .now) else { return }
        var metadata: Logger.Metadata = [
            "reason": "\(reason.rawValue)", "client": "\(address?.ipAddress ?? "unknown")",
        ]
        metadata["requestId"] = requestID.map { "\($0)" }
        // The name of a case: the decoder's errors carry nothing of what was sent.
        metadata["error"] = error.map { "\(String(reflecting: $0))" }
        if leftOut > 0 { metadata["notLogged"] = .stringConvertible(leftOut) }
        logger.info("\(reason.sentence)", metadata: metadata)
    }

    /// Whether there is room for a line: how many were left out before it, or `nil`.
    private func place(at now: ContinuousClock.Instant) -> Int? {
        state.withLock { state in
            if now - state.start >= Self.window { state = Window(start: now, leftOut: state.leftOut) }
            guard state.lines < Self.mostLines else {
                state.leftOut += 1
                return nil
            }
            state.lines += 1
            defer { state.leftOut = 0 }
            return state.leftOut
        }
    }
}

extension UnreadRequests.Reason {
    /// What an error of the decoder says; `nil` for one that says nothing about the request, such as a connection that broke.
    init?(_ error: HTTPParserError) {
        switch error {
        case .headerOverflow: self = .headTooLarge
        case .closedConnection, .invalidEOFState: return nil
        default: self = .malformed
        }
    }
}
