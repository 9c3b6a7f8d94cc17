import NIOCore

/// How long a connection may take for its steps.
struct ConnectionLimits: Sendable {
    /// From the first byte of a request to the end of its head.
    let head: TimeAmount
    /// Between two parts of a request's body.
    let silence: TimeAmount
    /// While a client takes nothing of its answer.
    let answerSilence: TimeAmount
    /// For the rest of a request once the server is told to stop.
    let unfinished: TimeAmount
    /// For the answer to a complete request once the server is told to stop.
    let answer: TimeAmount
}

extension ConnectionLimits {
    init(_ limits: RequestLimits) {
        head = TimeAmount(limits.headLimit)
        silence = TimeAmount(limits.bodySilenceLimit)
        answerSilence = TimeAmount(limits.answerSilenceLimit)
        unfinished = TimeAmount(limits.unfinishedLimit)
        answer = TimeAmount(limits.timeLimit)
    }
}
