import Foundation
import RegistryCore
import Synchronization

/// Brings to the sinks what processes that died left in the journals of a folder. Which journals these are says ``LeftJournals``.
final class JournalRecovery: Sendable {
    /// Makes the sinks that a journal is brought to, of a run that began at a time, and whose process has died or is this one.
    typealias Makers = @Sendable (JournalFolder, WallTime, _ isRecovery: Bool) -> [SinkMaker]

    /// A journal that is being brought to its sinks.
    private struct Work: Sendable {
        let folder: JournalFolder
        let sinkNames: [String]
        let board: LaneBoard
    }

    private struct State {
        var work: [Work] = []
        var isClosing = false
        var isAwaited = false
        /// There were journals that may be of processes that died when this was begun.
        var mayOwe = false
        /// Every journal was looked at, or noted as one that was not.
        var isOver = false
        var task: Task<Void, Never>?
    }

    private let left: LeftJournals
    private let surroundings: Surroundings
    private let interval: Duration
    private let keepsSegments: Bool
    private let redelivers: Bool
    private let report: @Sendable (LogProblem) -> Void
    private let makers: Makers
    private let state = Mutex(State())
    private let end = Latch()
    /// A task does not keep its executor alive.
    private let executor = DispatchExecutor(label: "TrainingLog.recovery")

    /// - Parameters:
    ///   - roots: The folders of journals.
    ///   - own: The one that is not looked at.
    ///   - lacking: The sinks that another one has to reach and that are not to be had here, which is said once. Default: none.
    ///   - isForOthers: Whether one that lacks some here is left to somebody who has them all. Else it is brought to those that are here, and
    ///     stays for the others. Default: yes.
    ///   - interval: How often sinks keep what they have.
    ///   - redelivers: The registry gets everything that is there, whatever it had before: it may be another one. Default: no.
    init(
        roots: [String], except own: JournalFolder?,
        lacking: @escaping @Sendable (JournalFolder) -> [LackingSink] = { _ in [] },
        isForOthers: @escaping @Sendable (JournalFolder) -> Bool = { _ in true },
        surroundings: Surroundings, interval: Duration, keepsSegments: Bool,
        redelivers: Bool = false, report: @escaping @Sendable (LogProblem) -> Void, makers: @escaping Makers
    ) {
        left = LeftJournals(
            in: roots, except: own, lacking: lacking, isForOthers: isForOthers, redelivers: redelivers, report: report)
        self.surroundings = surroundings
        self.interval = interval
        self.keepsSegments = keepsSegments
        self.redelivers = redelivers
        self.report = report
        self.makers = makers
    }

    /// Begins in the background.
    func start() {
        // Asked now, once: a logger that is closed has no time for a disk that may be silent by then.
        let mayOwe = left.mayOwe
        let task = Task(executorPreference: executor) { await self.run() }
        state.withLock { state in
            state.mayOwe = mayOwe
            state.task = task
        }
    }

    /// Brings every journal to its sinks. Returns when all have everything, or the task is cancelled.
    func run() async {
        let folders = left.find()
        await withTaskGroup(of: Void.self) { group in
            var running = 0
            for folder in folders {
                guard !Task.isCancelled else {
                    left.noteUnreached(folder)
                    continue
                }
                // Each has four sinks with their files and connections.
                if running >= Self.mostAtOnce {
                    await group.next()
                    running -= 1
                }
                guard let lock = left.take(folder) else { continue }
                running += 1
                group.addTask { [self] in
                    await deliver(folder)
                    withExtendedLifetime(lock) {}
                }
            }
        }
        state.withLock { $0.isOver = true }
        giveUp()
    }

    /// How many journals are brought to their sinks at a time.
    private static let mostAtOnce = 4

    /// Says that nothing more comes, so that pauses are short.
    func beginClosing() {
        let boards = state.withLock { state in
            state.isClosing = true
            return state.work.map(\.board)
        }
        for board in boards { board.beginClosing() }
    }

    /// Says that somebody waits for the end: what is for places that cannot be written to stays in its journal.
    func beginWaiting() {
        let boards = state.withLock { state in
            state.isAwaited = true
            return state.work.map(\.board)
        }
        for board in boards { board.beginWaiting() }
    }

    /// Whether there may be something that has not arrived yet.
    var isUnderWay: Bool { state.withLock { $0.mayOwe && !$0.isOver } }

    /// Returns when everything has arrived, or `giveUp()` was called.
    func waitUntilOver() async { await end.wait() }

    /// Ends the work and all waiting. What has not arrived stays in its journal.
    func giveUp() {
        state.withLock { $0.task }?.cancel()
        end.open()
    }

    /// How many journals were found that no process has.
    var journalCount: Int { state.withLock { $0.work.count } }

    /// What has not reached the sinks.
    var debts: [DeliveryDebt] {
        let (work, isUnseen) = state.withLock { ($0.work, $0.mayOwe && !$0.isOver) }
        var owed = work.flatMap { work in
            zip(work.sinkNames, work.board.lanes).map { name, lane in
                DeliveryDebt(
                    sink: "\(name), earlier journal \(work.folder.path)", undelivered: 0, lost: lane.lost,
                    rejected: lane.rejected,
                    failure: lane.isFinished ? nil : lane.failure ?? lane.trouble ?? lane.refusal ?? Self.unfinished)
            }
        }
        owed += left.untaken.map { path, error in
            DeliveryDebt(sink: "earlier journal \(path)", undelivered: 0, lost: 0, rejected: 0, failure: error)
        }
        // Given up before all were seen: what is there nobody knows.
        if isUnseen, owed.allSatisfy(\.isSettled) {
            owed.append(
                DeliveryDebt(sink: "earlier journals", undelivered: 0, lost: 0, rejected: 0, failure: Self.unseen))
        }
        return owed
    }

    /// What a sink owes that has everything but the end.
    static let unfinished = RegistryError(.unavailable, "It was not delivered to its end.")

    private static let unseen = RegistryError(.timedOut, "They were not looked at.")

    private func deliver(_ folder: JournalFolder) async {
        let sinks = makers(folder, JournalReader.startTime(of: folder) ?? surroundings.now(), true)
        let board = LaneBoard(laneCount: sinks.count)
        let (isClosing, isAwaited) = state.withLock { state in
            state.work.append(Work(folder: folder, sinkNames: sinks.map(\.name), board: board))
            return (state.isClosing, state.isAwaited)
        }
        if isClosing { board.beginClosing() }
        if isAwaited { board.beginWaiting() }
        board.wake()
        await SinkDriver(
            makers: sinks, source: JournalSource(folder: folder, writer: nil, redelivers: redelivers), board: board,
            surroundings: surroundings, keepsSegments: keepsSegments || (folder.isKept && !redelivers),
            interval: interval, report: report
        ).run()
    }
}
