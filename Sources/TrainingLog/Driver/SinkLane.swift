import RegistryCore

/// Feeds one sink from a journal, in order. It lives in one task and owns the sink.
struct SinkLane {
    /// From so many bytes of entries on, what the sink has is kept without waiting for a tick.
    static let bytesBetweenCheckpoints = 8 << 20
    /// So many of the entries that the sink refused last can be asked for.
    private static let rememberedRejections = 100

    private let index: Int
    private let sink: any LogSink
    private let source: JournalSource
    private let board: LaneBoard
    private let surroundings: Surroundings
    private let report: @Sendable (LogProblem) -> Void

    /// The sink's place was not to be had when the run began, and nothing has been brought there since.
    private var isPlaceClosed: Bool
    /// Its place was closed still in an attempt that was made while somebody waited for the end.
    private var isGivenUp = false
    private var retry = RetryPlan()
    private var reader: JournalReader?
    /// What was read and has not arrived: it is given again after a failure.
    private var pending: JournalReader.Portion?
    /// As it would be kept now; `state` is as it was kept last.
    private var checkpoint: Checkpoint
    private var keptPosition: JournalPosition
    private var hasToKeep = false
    /// What failed when it was done last, and with what. What succeeds in between, as records that are delivered beside a full disk, does
    /// not end it: it would be reported again each time.
    private var failures: [Chore: any Error] = [:]
    /// What is done at this moment, and has failed when an error comes.
    private var chore = Chore.delivering
    /// What was reported since nothing failed: a login that is refused is told beside a full disk, and neither again as long as one of
    /// them lasts, also where the two take turns.
    private var reported: Set<Cause> = []

    private enum Chore: CaseIterable { case delivering, keeping, givingSign }

    /// What makes two failures the same to whoever reads of them: a store that is away takes neither records nor signs of life. Sentences
    /// may have numbers in them that change each time.
    private struct Cause: Hashable {
        let type: ObjectIdentifier
        let code: RegistryError.Code?
        let number: Int32?

        init(_ error: any Error) {
            type = ObjectIdentifier(Swift.type(of: error))
            code = (error as? RegistryError)?.code
            number = (error as? SystemError)?.number
        }
    }

    /// - Parameters:
    ///   - index: The lane's number on the board.
    ///   - isPlaceClosed: Whether the sink's place was not to be had when the run began: it holds up nobody who waits for the end. Default:
    ///     no.
    init(
        _ index: Int, sink: any LogSink, source: JournalSource, board: LaneBoard, surroundings: Surroundings,
        isPlaceClosed: Bool = false, report: @escaping @Sendable (LogProblem) -> Void
    ) {
        self.index = index
        self.sink = sink
        self.source = source
        self.board = board
        self.surroundings = surroundings
        self.isPlaceClosed = isPlaceClosed
        self.report = report
        keptPosition = .start(of: source.folder.writer)
        checkpoint = Checkpoint(position: keptPosition)
    }

    /// Works until the sink has finished or is given up, or the task is cancelled.
    mutating func run() async {
        for await _ in board.signals(of: index) {
            while !Task.isCancelled, await work() {}
            if checkpoint.isFinished || isGivenUp { break }
        }
    }

    /// Does the next thing; `false` when there is nothing that could be done now.
    private mutating func work() async -> Bool {
        guard !checkpoint.isFinished else { return false }
        if retry.isFailing, !board.takeEndOfPause(of: index) { return false }
        chore = .delivering
        let isAwaited = board.isAwaited
        do {
            let goesOn = try await step()
            succeeded(.delivering)
            retry.succeeded()
            return goesOn
        } catch {
            if !Task.isCancelled { pause(after: error) }
            isGivenUp = isAwaited && isPlaceClosed && chore == .delivering && !(error is PassingFailure)
            return false
        }
    }

    private mutating func step() async throws -> Bool {
        if reader == nil { try await begin() }
        guard !checkpoint.isFinished else { return false }
        if board.takeTick(of: index) {
            // While entries are on their way, the sink may have some of them that the position does not count.
            if pending == nil { try await keep() }
            // A process that died is not alive again because its journal is read.
            if source.writer != nil {
                chore = .givingSign
                try await sink.giveSign(at: surroundings.now())
                succeeded(.givingSign)
                chore = .delivering
            }
        }
        if pending == nil {
            guard let portion = try reader?.next() else { return false }
            note(portion.damages)
            if portion.isEmpty {
                if source.writer != nil { checkpoint.position = portion.end }
                // A journal whose writer died ends where it ends.
                if source.writer == nil { try await finish(nil, at: portion.end) }
                return false
            }
            pending = portion
        }
        if let portion = pending { try await deliver(portion) }
        return true
    }

    private mutating func begin() async throws {
        var isOnDisk = false
        do {
            if let stored = try Checkpoint.stored(by: sink.name, in: source.folder) {
                isOnDisk = !(source.redelivers && sink.isIdempotent)
                checkpoint = isOnDisk ? stored : try source.restarted(stored)
            }
        } catch let error as RegistryError {
            // Better twice than never: what can be recognised will be.
            report(.failed, error, "\(error.message) Everything in the journal is delivered again.")
            checkpoint = Checkpoint(position: keptPosition)
        }
        // What may be deleted is decided by what is on the disk. A writer has made the file before its first record.
        if !isOnDisk, source.writer == nil { try checkpoint.write(of: sink.name, in: source.folder) }
        board.update(index) { [checkpoint] lane in
            lane.hasBegun = true
            lane.rejected = checkpoint.rejected
            lane.lost = checkpoint.lost
            lane.isFinished = checkpoint.isFinished
        }
        guard !checkpoint.isFinished else { return }
        try await sink.restore(checkpoint.state)
        keptPosition = checkpoint.position
        reader = source.reader(from: checkpoint.position, wantsNumbers: sink.takesNumbers)
    }

    private mutating func deliver(_ portion: JournalReader.Portion) async throws {
        var count = portion.unwantedCount
        var areAllTaken = true
        for entry in portion.entries {
            if !entry.isStart, !entry.isEnd { count += 1 }
            areAllTaken = areAllTaken && !entry.isEnd && sink.takes(entry.content)
        }
        // Mostly all are, and then there is nothing to copy.
        let entries =
            areAllTaken ? portion.entries : portion.entries.filter { !$0.isEnd && sink.takes($0.content) }
        if !entries.isEmpty {
            if try await sink.prepare(for: entries) { hasToKeep = true }
            if hasToKeep { try await keep() }
            let listener = TroubleListener { [board, index] error in board.update(index) { $0.trouble = error } }
            let rejected = try await TroubleListener.$current.withValue(listener) { try await sink.deliver(entries) }
            isPlaceClosed = false
            checkpoint.rejected += rejected.count { !$0.isForGood }
            if entries.contains(where: { !$0.isStart }) { board.note(sink.logType) }
            if let first = rejected.first, let last = rejected.last {
                board.update(index) { lane in
                    lane.rejected += rejected.count
                    lane.recentRejections = (lane.recentRejections + rejected).suffix(Self.rememberedRejections)
                    lane.refusal = last.reason
                }
                report(
                    .rejected, first.reason, "\(rejected.count) of the records cannot be kept: \(text(first.reason))")
            }
        }
        // Only the end is left of the portion, should that fail.
        pending?.entries = portion.entries.filter(\.isEnd)
        pending?.unwantedCount = 0
        board.update(index) { [count] lane in
            lane.trouble = nil
            lane.passed += count
            lane.reached = portion.end.sequence
        }
        if let end = portion.entries.last(where: \.isEnd), case .end(let status, let message) = end.content {
            try await finish(RunEnding(status: status, time: end.time, message: message), at: portion.end)
        }
        checkpoint.position = portion.end
        pending = nil
        let isFar =
            checkpoint.position.segment != keptPosition.segment
            || checkpoint.position.offset - keptPosition.offset >= Self.bytesBetweenCheckpoints
        if isFar, !checkpoint.isFinished { try await keep() }
    }

    /// Ends the sink, and notes that the journal needs it no more. Until both are done nothing says so: after a crash in
    /// between the sink is ended again.
    private mutating func finish(_ ending: RunEnding?, at end: JournalPosition) async throws {
        do {
            try await sink.finish(ending)
        } catch let failure as PermanentFailure {
            board.update(index) { $0.refusal = failure.reason }
            report(.failed, failure.reason, text(failure.reason))
        }
        let before = checkpoint.position
        checkpoint.position = end
        checkpoint.isFinished = true
        hasToKeep = true
        do {
            try await keep()
        } catch {
            checkpoint.position = before
            checkpoint.isFinished = false
            throw error
        }
        // Everything is where it belongs: a sign of life that was not given is none that anybody misses now.
        for chore in Chore.allCases { succeeded(chore) }
        board.update(index) { $0.isFinished = true }
    }

    /// Has the sink's disk keep what it has, and then says so beside the journal.
    private mutating func keep() async throws {
        guard hasToKeep || checkpoint.position != keptPosition else { return }
        let before = chore
        chore = .keeping
        checkpoint.state = try await sink.checkpoint()
        try checkpoint.write(of: sink.name, in: source.folder)
        succeeded(.keeping)
        chore = before
        keptPosition = checkpoint.position
        hasToKeep = false
    }

    private mutating func note(_ damages: [JournalDamage]) {
        for damage in damages {
            // How much is lost is what the journal says, which may be anything.
            let count = min(max(damage.lost.count, 1), Checkpoint.largestCount)
            checkpoint.lost = min(checkpoint.lost + count, Checkpoint.largestCount)
            hasToKeep = true
            board.update(index) { [checkpoint] in $0.lost = checkpoint.lost }
            report(.lost, damage.fault, damage.sentence)
        }
    }

    /// Takes a failure from the board that is over, and shows what else fails still.
    private mutating func succeeded(_ chore: Chore) {
        guard failures.removeValue(forKey: chore) != nil else { return }
        let other = Chore.allCases.compactMap { failures[$0] }.first
        board.update(index) { lane in
            lane.failure = other
            if other == nil { lane.isFailing = false }
        }
        if other == nil { reported = [] }
    }

    /// Reports what failed, the first time that it does so in a row and does not pass by itself, and has the sink tried again later.
    private mutating func pause(after error: any Error) {
        let passing = error as? PassingFailure
        let reason = passing?.reason ?? error
        let isPassing = passing != nil && !retry.isBeyondPatience
        failures[chore] = reason
        board.update(index) { lane in
            lane.failure = reason
            guard !isPassing else { return }
            lane.isFailing = true
            lane.failedAttempts += 1
        }
        if !isPassing, reported.insert(Cause(reason)).inserted {
            report(.failed, reason, "\(text(reason)) The records wait in the journal and are tried again.")
        }
        let pause = retry.pauseAfterFailure(isPassing: passing != nil, isClosing: board.isClosing)
        surroundings.after(pause) { [board, index] in board.endPause(of: index) }
    }

    private func report(_ kind: LogProblem.Kind, _ error: any Error, _ message: String) {
        report(LogProblem(sink: sink.name, kind: kind, error: error, message: "\(sink.name): \(message)"))
    }

    private func text(_ error: any Error) -> String { LogProblem.text(of: error) }
}

extension LogEntry {
    fileprivate var isEnd: Bool { if case .end = content { true } else { false } }
    fileprivate var isStart: Bool { if case .start = content { true } else { false } }
}
