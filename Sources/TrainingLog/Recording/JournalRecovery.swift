import Foundation
import RegistryCore
import Synchronization

/// Brings to the sinks what processes that died left in the journals of a folder.
///
/// A journal whose process lives is not touched: its lock says so.
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
        /// Journals that could not be looked at, and why.
        var untaken: [(path: String, error: any Error)] = []
        /// There were journals that may be of processes that died when this was begun.
        var mayOwe = false
        /// Every journal was looked at, or noted as one that was not.
        var isOver = false
        var task: Task<Void, Never>?
    }

    private let roots: [String]
    private let own: JournalFolder?
    private let lacking: @Sendable (JournalFolder) -> [String]
    private let isForOthers: @Sendable (JournalFolder) -> Bool
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
        lacking: @escaping @Sendable (JournalFolder) -> [String] = { _ in [] },
        isForOthers: @escaping @Sendable (JournalFolder) -> Bool = { _ in true },
        surroundings: Surroundings, interval: Duration, keepsSegments: Bool,
        redelivers: Bool = false, report: @escaping @Sendable (LogProblem) -> Void, makers: @escaping Makers
    ) {
        self.roots = roots
        self.own = own
        self.lacking = lacking
        self.isForOthers = isForOthers
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
        let mayOwe = mayOwe
        let task = Task(executorPreference: executor) { await self.run() }
        state.withLock { state in
            state.mayOwe = mayOwe
            state.task = task
        }
    }

    /// Whether there is a journal that no process has. As a rule there is no such folder, or the first one answers it.
    private var mayOwe: Bool {
        roots.contains { root in
            do {
                return try JournalFolder.all(in: root).contains {
                    $0 != own && (!isForOthers($0) || lacking($0).isEmpty) && mayOwe($0)
                }
            } catch {
                return true
            }
        }
    }

    private func mayOwe(_ folder: JournalFolder) -> Bool {
        do {
            return try !folder.isLocked()
        } catch {
            return !isOfNoConcern(folder, error)
        }
    }

    /// Brings every journal to its sinks. Returns when all have everything, or the task is cancelled.
    func run() async {
        for root in roots { JournalFolder.removeLeftovers(in: root) }
        let (folders, left) = survey()
        tell(left)
        await withTaskGroup(of: Void.self) { group in
            var running = 0
            for folder in folders {
                guard !Task.isCancelled else {
                    noteUnreached(folder)
                    continue
                }
                // Each has four sinks with their files and connections.
                if running >= Self.mostAtOnce {
                    await group.next()
                    running -= 1
                }
                guard let lock = take(folder) else { continue }
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

    /// The journals that are brought to sinks here, and those of which something is left to somebody else, with the sinks that they lack here.
    private func survey() -> (folders: [JournalFolder], left: [(folder: JournalFolder, sinks: [String])]) {
        var folders: [JournalFolder] = []
        var left: [(folder: JournalFolder, sinks: [String])] = []
        for folder in roots.flatMap(journals) where folder != own {
            let sinks = lacking(folder)
            if !sinks.isEmpty, isLeft(folder) { left.append((folder, sinks)) }
            if sinks.isEmpty || !isForOthers(folder) { folders.append(folder) }
        }
        return (folders, left)
    }

    /// Whether a journal has something to deliver, and nobody who does it now. What cannot be looked into is told by whoever takes it up.
    private func isLeft(_ folder: JournalFolder) -> Bool {
        (try? !folder.isLocked() && !folder.segments().isEmpty && !isOver(folder)) ?? false
    }

    /// Says once what is left to somebody else: nobody would miss rows that reach no registry.
    private func tell(_ left: [(folder: JournalFolder, sinks: [String])]) {
        guard let first = left.first else { return }
        let sinks = Set(left.flatMap(\.sinks)).sorted()
        let roots = Set(left.map { PathText.parent(of: $0.folder.path) }).count
        let place = PathText.parent(of: first.folder.path) + (roots > 1 ? " and \(roots - 1) other folders" : "")
        let helper =
            sinks.contains(RegistrySink.sinkName)
            ? "visual-backend sync brings them to the registry, and a logger that has all of these to all of them."
            : "A logger that has them brings them there."
        report(
            LogProblem(
                sink: nil, kind: .failed, error: nil,
                message:
                    "In \(place) lie journals of runs that ended before, \(left.count) in all, for places that this "
                    + "logger does not have: "
                    + "\(sinks.joined(separator: ", ")). What is for these stays in them. \(helper)"))
    }

    /// Notes a journal that nobody has looked at in time. One of a living process is no concern of ours.
    private func noteUnreached(_ folder: JournalFolder) {
        do {
            if try folder.isLocked() { return }
            state.withLock { $0.untaken.append((folder.path, Self.unreached)) }
        } catch {
            noteUntaken(folder, error)
        }
    }

    /// Notes a journal that cannot be taken up, and says so.
    private func noteUntaken(_ folder: JournalFolder, _ error: any Error) {
        let isTheirs = isOfNoConcern(folder, error)
        let outcome = isTheirs ? "is left alone" : "cannot be taken up"
        report(
            LogProblem(
                sink: nil, kind: .failed, error: error,
                message: "The journal \(folder.path) \(outcome): \(LogProblem.text(of: error))"))
        if !isTheirs { state.withLock { $0.untaken.append((folder.path, error)) } }
    }

    /// Whether a journal that cannot be used is somebody else's, in a folder that several share: then it is theirs to
    /// deliver, and no concern of a logger. Who is asked to deliver what is there must not say that nothing was left.
    private func isOfNoConcern(_ folder: JournalFolder, _ error: any Error) -> Bool {
        guard !redelivers, (error as? SystemError)?.isForbidden == true else { return false }
        // Whose it is nobody can say: then it may be this user's.
        let attributes = try? FileManager.default.attributesOfItem(atPath: folder.path)
        guard let owner = attributes?[.ownerAccountID] as? Int else { return false }
        return owner != Int(UserNumber.current)
    }

    /// How many journals are brought to their sinks at a time.
    private static let mostAtOnce = 4

    /// Takes a journal that has something to deliver.
    ///
    /// - Returns: `nil` when a process that lives has it, or nothing is to be done.
    private func take(_ folder: JournalFolder) -> PosixFile? {
        do {
            guard let lock = try folder.takeLock() else { return nil }
            guard try !folder.segments().isEmpty else {
                // Its process died before its first record, or is just beginning it and has not locked it yet: then it makes the
                // folder again.
                folder.remove()
                return nil
            }
            guard try !redelivers && isOver(folder) else { return lock }
            // Delivered already; it is kept on purpose or because something of it is missing, or a crash kept it from being deleted.
            if try !folder.isKept && Checkpoint.areAllSettled(in: folder) { folder.remove() }
            return nil
        } catch {
            noteUntaken(folder, error)
            return nil
        }
    }

    /// Whether nothing is to be delivered any more. A checkpoint that is damaged says nothing: its sink gets everything again.
    private func isOver(_ folder: JournalFolder) throws -> Bool {
        do {
            let checkpoints = try Checkpoint.all(in: folder)
            return !checkpoints.isEmpty && checkpoints.allSatisfy(\.isFinished)
        } catch let error as RegistryError where error.code == .corruptData {
            return false
        }
    }

    /// The journals in a folder of journals; none, and a report, when it cannot be listed.
    private func journals(in root: String) -> [JournalFolder] {
        do {
            return try JournalFolder.all(in: root)
        } catch {
            report(
                LogProblem(
                    sink: nil, kind: .failed, error: error,
                    message: "The journals in \(root) cannot be taken up: \(LogProblem.text(of: error))"))
            state.withLock { $0.untaken.append((root, error)) }
            return []
        }
    }

    /// Says that somebody waits for the end.
    func beginClosing() {
        let boards = state.withLock { state in
            state.isClosing = true
            return state.work.map(\.board)
        }
        for board in boards { board.beginClosing() }
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
        let (work, untaken, isUnseen) = state.withLock { ($0.work, $0.untaken, $0.mayOwe && !$0.isOver) }
        var owed = work.flatMap { work in
            zip(work.sinkNames, work.board.lanes).map { name, lane in
                DeliveryDebt(
                    sink: "\(name), earlier journal \(work.folder.path)", undelivered: 0, lost: lane.lost,
                    rejected: lane.rejected,
                    failure: lane.isFinished ? nil : lane.failure ?? lane.trouble ?? lane.refusal ?? Self.unfinished)
            }
        }
        owed += untaken.map { path, error in
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

    private static let unreached = RegistryError(.timedOut, "There was no time to deliver it.")

    private func deliver(_ folder: JournalFolder) async {
        let sinks = makers(folder, JournalReader.startTime(of: folder) ?? surroundings.now(), true)
        let board = LaneBoard(laneCount: sinks.count)
        let isClosing = state.withLock { state in
            state.work.append(Work(folder: folder, sinkNames: sinks.map(\.name), board: board))
            return state.isClosing
        }
        if isClosing { board.beginClosing() } else { board.wake() }
        await SinkDriver(
            makers: sinks, source: JournalSource(folder: folder, writer: nil, redelivers: redelivers), board: board,
            surroundings: surroundings, keepsSegments: keepsSegments || (folder.isKept && !redelivers),
            interval: interval, report: report
        ).run()
    }
}
