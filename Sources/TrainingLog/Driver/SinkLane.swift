import RegistryCore

/// Feeds one sink from the queue, in order. It lives in one task and owns the sink.
struct SinkLane {
    /// The most entries given to a sink at once.
    static let batchSize = 1_000

    private let index: Int
    private let sink: any LogSink
    private let channel: LogChannel
    private let surroundings: Surroundings
    private let report: @Sendable (LogProblem) -> Void
    private var retry = RetryPlan()
    /// The failures in a row were reported.
    private var isReported = false
    /// Entries taken from the queue that have not arrived: they are given again after a failure.
    private var pending: [LogEntry] = []
    private var isFinished = false

    /// - Parameter index: The lane's number in the channel.
    init(
        _ index: Int, sink: any LogSink, channel: LogChannel, surroundings: Surroundings,
        report: @escaping @Sendable (LogProblem) -> Void
    ) {
        self.index = index
        self.sink = sink
        self.channel = channel
        self.surroundings = surroundings
        self.report = report
    }

    /// Works until the sink has finished, or the task is cancelled.
    mutating func run() async {
        for await _ in channel.signals(of: index) {
            while !Task.isCancelled, await work() {}
            if isFinished { break }
        }
    }

    /// Does the next thing; `false` when there is nothing that could be done now.
    private mutating func work() async -> Bool {
        guard !isFinished else { return false }
        if retry.isFailing, !channel.takeEndOfPause(of: index) { return false }
        // Asked before the queue is looked at: what was appended before the end is in the queue by now.
        let ending = channel.ending
        if pending.isEmpty { pending = channel.take(index, atMost: Self.batchSize) }
        if pending.isEmpty, ending == nil { return false }
        do {
            if !pending.isEmpty {
                try await deliver()
            } else if let ending {
                try await finish(ending)
            }
            retry.succeeded()
            isReported = false
            return true
        } catch {
            if !Task.isCancelled { pause(after: error) }
            return false
        }
    }

    private mutating func deliver() async throws {
        let rejected = try await sink.deliver(pending)
        pending = []
        channel.settle(index, rejected: rejected, logType: sink.logType)
        if let first = rejected.first {
            report(.rejected, first.reason, "\(rejected.count) of the records cannot be kept: \(text(first.reason))")
        }
    }

    private mutating func finish(_ status: RunStatus) async throws {
        do {
            try await sink.finish(status)
        } catch let failure as PermanentFailure {
            channel.note(failure.reason, of: index)
            report(.failed, failure.reason, text(failure.reason))
        }
        isFinished = true
    }

    /// Reports the first failure in a row that does not pass by itself, and has the sink tried again later.
    private mutating func pause(after error: any Error) {
        let passing = error as? PassingFailure
        let reason = passing?.reason ?? error
        channel.note(reason, of: index)
        if !isReported, passing == nil || retry.isBeyondPatience {
            isReported = true
            report(.failed, reason, "\(text(reason)) The records wait in memory and are tried again.")
        }
        let pause = retry.pauseAfterFailure(isPassing: passing != nil, isClosing: channel.ending != nil)
        Task { [channel, surroundings, index] in
            await surroundings.sleep(pause)
            channel.endPause(of: index)
        }
    }

    private func report(_ kind: LogProblem.Kind, _ error: any Error, _ message: String) {
        report(LogProblem(sink: sink.name, kind: kind, error: error, message: "\(sink.name): \(message)"))
    }

    private func text(_ error: any Error) -> String { LogProblem.text(of: error) }
}
