import RegistryCore
import Synchronization

/// What the lanes of one journal tell the logger, and who waits for them. One lock, held for moments.
final class LaneBoard: Sendable {
    /// What is known of one lane.
    struct Lane {
        /// Entries that have arrived, or never can.
        var passed = 0
        /// Entries that the sink can never take.
        var rejected = 0
        /// Records that were damaged in the journal.
        var lost = 0
        /// The disk says where the lane begins, so that nothing is deleted that it needs.
        var hasBegun = false
        /// Nothing is to be done any more.
        var isFinished = false
        /// What the sink fails with; `nil` as soon as what failed has been done.
        var failure: (any Error)?
        /// What went wrong in the call that goes on, or in one that failed; see ``TroubleListener``.
        var trouble: (any Error)?
        /// Why it refused something for good, which no success ends.
        var refusal: (any Error)?
        /// It failed, not just for a moment, and has not succeeded since.
        var isFailing = false
        /// How often it failed so.
        var failedAttempts = 0
        /// What it refused last, a bounded number.
        var recentRejections: [RejectedEntry] = []
        /// Entries with smaller numbers in the journal have arrived, or were refused.
        var reached = Int64.min
    }

    private struct Contents {
        var lanes: [Lane]
        /// Nothing more comes.
        var isClosing = false
        /// Somebody waits for the end.
        var isAwaited = false
        /// Lanes whose pause after a failure is over.
        var endedPauses: Set<Int> = []
        /// Lanes that are to keep what they have, and to give a sign of life.
        var ticked: Set<Int> = []
        var logTypes: [String: String] = [:]
    }

    /// One stream for each lane. An element says: there is something to look at.
    private let streams: [(signals: AsyncStream<Void>, signal: AsyncStream<Void>.Continuation)]
    private let contents: Mutex<Contents>
    /// The lanes have ended, or are no longer waited for.
    private let end = Latch()

    init(laneCount: Int) {
        streams = (0..<laneCount).map { _ in
            let (signals, signal) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
            return (signals, signal)
        }
        contents = Mutex(Contents(lanes: Array(repeating: Lane(), count: laneCount)))
    }

    // MARK: The logger

    /// Has all lanes look at the journal.
    func wake() { for stream in streams { stream.signal.yield() } }

    /// Has all lanes keep what they have, and give a sign of life.
    func tick() {
        contents.withLock { $0.ticked = Set($0.lanes.indices) }
        wake()
    }

    /// Says that nothing more comes: sinks that are pausing are tried once more at once, and pauses are short.
    func beginClosing() {
        contents.withLock { contents in
            contents.isClosing = true
            contents.endedPauses = Set(contents.lanes.indices)
        }
        wake()
    }

    /// Says that somebody waits for the end: sinks that are pausing are tried once more at once, and those whose places were closed from the
    /// beginning not again.
    func beginWaiting() {
        contents.withLock { contents in
            contents.isAwaited = true
            contents.endedPauses = Set(contents.lanes.indices)
        }
        wake()
    }

    /// Returns when the lanes have ended, or `giveUp()` was called.
    func waitUntilOver() async { await end.wait() }

    /// Whether the lanes have ended, or are no longer waited for.
    var isOver: Bool { end.isOpen }

    /// Ends all waiting.
    func giveUp() { end.open() }

    /// The kinds of log that entries have reached, and where each lies.
    var logTypes: [String: String] { contents.withLock { $0.logTypes } }

    /// What is known of each lane.
    var lanes: [Lane] { contents.withLock { $0.lanes } }

    // MARK: The lanes

    /// What wakes a lane. For one reader.
    func signals(of lane: Int) -> AsyncStream<Void> { streams[lane].signals }

    var isClosing: Bool { contents.withLock { $0.isClosing } }

    var isAwaited: Bool { contents.withLock { $0.isAwaited } }

    /// Changes what is known of a lane.
    func update(_ lane: Int, _ change: (inout Lane) -> Void) {
        contents.withLock { change(&$0.lanes[lane]) }
    }

    /// Notes that entries have reached a sink.
    func note(_ logType: LogType) {
        contents.withLock { $0.logTypes[logType.kind] = logType.place }
    }

    /// Notes that a lane's pause is over.
    func endPause(of lane: Int) {
        contents.withLock { _ = $0.endedPauses.insert(lane) }
        streams[lane].signal.yield()
    }

    /// Whether a lane's pause is over; asking takes the note away.
    func takeEndOfPause(of lane: Int) -> Bool {
        contents.withLock { $0.endedPauses.remove(lane) != nil }
    }

    /// Whether a lane was ticked; asking takes the note away.
    func takeTick(of lane: Int) -> Bool {
        contents.withLock { $0.ticked.remove(lane) != nil }
    }
}
