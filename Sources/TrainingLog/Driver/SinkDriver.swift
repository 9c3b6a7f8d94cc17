import RegistryCore

/// Feeds the sinks from the queue, in order, each at its own pace. It lives in one task and owns the sinks.
struct SinkDriver {
    /// A sink and how it is doing.
    private struct Seat {
        let sink: any LogSink
        var retry = RetryPlan()
        /// Entries taken from the queue that have not arrived: they are given again after a failure.
        var pending: [LogEntry] = []
        var isFinished = false
    }

    /// The most entries given to a sink at once.
    static let batchSize = 1_000

    private var seats: [Seat]
    private let channel: LogChannel
    private let surroundings: Surroundings
    private let report: @Sendable (LogProblem) -> Void

    init(
        sinks: [any LogSink], channel: LogChannel, surroundings: Surroundings,
        report: @escaping @Sendable (LogProblem) -> Void
    ) {
        seats = sinks.map { Seat(sink: $0) }
        self.channel = channel
        self.surroundings = surroundings
        self.report = report
    }

    /// Works until every sink has finished, or the task is cancelled.
    mutating func run() async {
        for await _ in channel.signals {
            var didWork = true
            while didWork, !Task.isCancelled {
                didWork = false
                for index in seats.indices where !Task.isCancelled {
                    if await work(index) { didWork = true }
                }
            }
            if seats.allSatisfy(\.isFinished) { break }
        }
        channel.giveUp()
    }

    /// Does the next thing for a sink; `false` when there is nothing it could do now.
    private mutating func work(_ index: Int) async -> Bool {
        guard !seats[index].isFinished else { return false }
        if seats[index].retry.isFailing, !channel.takeEndOfPause(of: index) { return false }
        // Asked before the queue is looked at: what was appended before the end is in the queue by now.
        let ending = channel.ending
        if seats[index].pending.isEmpty {
            seats[index].pending = channel.take(index, atMost: Self.batchSize)
        }
        let batch = seats[index].pending
        if batch.isEmpty, ending == nil { return false }
        do {
            if !batch.isEmpty {
                try await deliver(batch, index)
            } else if let ending {
                try await finish(index, ending)
            }
            seats[index].retry.succeeded()
            return true
        } catch {
            if !Task.isCancelled { pause(index, after: error) }
            return false
        }
    }

    private mutating func deliver(_ batch: [LogEntry], _ index: Int) async throws {
        let sink = seats[index].sink
        let rejected = try await sink.deliver(batch)
        seats[index].pending = []
        channel.settle(index, rejected: rejected, logType: sink.logType)
        if let first = rejected.first {
            report(
                LogProblem(
                    sink: sink.name, kind: .rejected, error: first.reason,
                    message: "\(sink.name): \(rejected.count) of the records cannot be kept: \(text(first.reason))"))
        }
    }

    private mutating func finish(_ index: Int, _ status: RunStatus) async throws {
        let sink = seats[index].sink
        do {
            try await sink.finish(status)
        } catch let failure as PermanentFailure {
            channel.note(failure.reason, of: index)
            report(
                LogProblem(
                    sink: sink.name, kind: .failed, error: failure.reason,
                    message: "\(sink.name): \(text(failure.reason))"))
        }
        seats[index].isFinished = true
    }

    /// Reports the first failure in a row, and has the sink tried again later.
    private mutating func pause(_ index: Int, after error: any Error) {
        let sink = seats[index].sink
        channel.note(error, of: index)
        if !seats[index].retry.isFailing {
            report(
                LogProblem(
                    sink: sink.name, kind: .failed, error: error,
                    message: "\(sink.name): \(text(error)) The records wait in memory and are tried again."))
        }
        let pause = seats[index].retry.pauseAfterFailure(isClosing: channel.ending != nil)
        Task { [channel, surroundings] in
            await surroundings.sleep(pause)
            channel.endPause(of: index)
        }
    }

    private func text(_ error: any Error) -> String { LogProblem.text(of: error) }
}
