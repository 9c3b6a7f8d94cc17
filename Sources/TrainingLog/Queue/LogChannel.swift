import RegistryCore
import Synchronization

/// What the callers of a logger and its lanes share: the queue, and who waits for what. One lock, held for moments.
final class LogChannel: Sendable {
    private struct Contents {
        var queue: LogQueue
        /// How the run ended; `nil` while it goes on.
        var ending: RunStatus?
        /// The lanes have ended, or are no longer waited for.
        var isOver = false
        /// Sinks whose pause after a failure is over.
        var due: Set<Int> = []
        var logTypes: [String: String] = [:]
        /// For each sink, what it failed with last.
        var failures: [Int: any Error] = [:]
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    /// One stream for each lane. An element says: a call came, or the lane's pause is over.
    private let streams: [(signals: AsyncStream<Void>, signal: AsyncStream<Void>.Continuation)]
    private let contents: Mutex<Contents>

    init(laneCount: Int, limitInBytes: Int) {
        streams = (0..<laneCount).map { _ in
            let (signals, signal) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
            return (signals, signal)
        }
        contents = Mutex(Contents(queue: LogQueue(laneCount: laneCount, limitInBytes: limitInBytes)))
    }

    // MARK: Callers

    /// What became of an appended record.
    enum Appended {
        /// It is in the queue; for each sink, how many older ones gave way for the first time.
        case queued(firstLosses: [Int])
        /// The logger is closed.
        case closed
    }

    func append(_ record: Document, at time: WallTime) -> Appended {
        let result: Appended = contents.withLock { contents in
            guard contents.ending == nil else { return .closed }
            let lost = contents.queue.append(record, at: time)
            return .queued(
                firstLosses: lost.indices.filter { lost[$0] > 0 && contents.queue.lanes[$0].lost == lost[$0] })
        }
        for stream in streams { stream.signal.yield() }
        return result
    }

    /// Says that no record will follow. The first status stands. Sinks that are pausing are tried once more at once.
    func requestEnd(_ status: RunStatus) {
        contents.withLock { contents in
            contents.ending = contents.ending ?? status
            contents.due = Set(contents.queue.lanes.indices)
        }
        for stream in streams { stream.signal.yield() }
    }

    /// Returns when the lanes have ended, or `giveUp()` was called.
    func waitUntilOver() async {
        await withCheckedContinuation { continuation in
            let isOver = contents.withLock { contents in
                if !contents.isOver { contents.waiters.append(continuation) }
                return contents.isOver
            }
            if isOver { continuation.resume() }
        }
    }

    /// Ends all waiting.
    func giveUp() {
        let waiters = contents.withLock { contents in
            contents.isOver = true
            defer { contents.waiters = [] }
            return contents.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    var logTypes: [String: String] { contents.withLock { $0.logTypes } }

    /// What every sink still owes, in the order of the sinks.
    func debts(of names: [String]) -> [DeliveryDebt] {
        contents.withLock { contents in
            names.indices.map { index in
                let lane = contents.queue.lanes[index]
                return DeliveryDebt(
                    sink: names[index], undelivered: contents.queue.undelivered(index), lost: lane.lost,
                    rejected: lane.rejected, failure: contents.failures[index])
            }
        }
    }

    // MARK: The lanes

    /// What wakes a lane: there is something to look at. For one reader.
    func signals(of lane: Int) -> AsyncStream<Void> { streams[lane].signals }

    var ending: RunStatus? { contents.withLock { $0.ending } }

    func take(_ lane: Int, atMost count: Int) -> [LogEntry] {
        contents.withLock { $0.queue.take(lane, atMost: count) }
    }

    func settle(_ lane: Int, rejected: [RejectedEntry], logType: LogType) {
        contents.withLock { contents in
            contents.queue.settle(lane, rejected: rejected.count)
            contents.failures[lane] = rejected.last?.reason
            contents.logTypes[logType.kind] = logType.place
        }
    }

    /// Notes what a sink failed with; `nil` when all is well again.
    func note(_ failure: (any Error)?, of lane: Int) {
        contents.withLock { $0.failures[lane] = failure }
    }

    /// Notes that a sink's pause is over.
    func endPause(of lane: Int) {
        contents.withLock { _ = $0.due.insert(lane) }
        streams[lane].signal.yield()
    }

    /// Whether a sink's pause is over; asking takes the note away.
    func takeEndOfPause(of lane: Int) -> Bool {
        contents.withLock { $0.due.remove(lane) != nil }
    }
}
