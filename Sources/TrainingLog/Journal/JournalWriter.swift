import Dispatch
import Foundation
import RegistryCore
import Synchronization

/// The journal of one logger: takes records from any thread and puts them on the disk as its durability promises.
///
/// A call encodes its record into a buffer under a lock that is held for less than a microsecond. Writing has a lock of its
/// own, so that calls go on while the disk works; threads that wait for the disk share what one of them writes.
///
/// With `.buffered` no thread but the writer's own waits inside a call of the system that may never return.
final class JournalWriter: Sendable {
    /// What became of a record.
    enum Outcome {
        /// It is kept, as the durability promises.
        case kept
        /// There was no room, and it is gone; `isFirst` when none was lost before.
        case dropped(isFirst: Bool)
        /// The journal has ended.
        case ended
    }

    let folder: JournalFolder
    private let durability: Durability
    private let state: Mutex<JournalLedger>
    private let segments: Mutex<SegmentWriter>
    private let queue = DispatchQueue(label: "TrainingLog.journal")
    private let complaints: JournalComplaints
    private let onWrite = Mutex<(@Sendable () -> Void)?>(nil)

    /// From how many bytes on the buffer is written without waiting for the interval.
    private static let fullBuffer = 256 << 10

    private static let pauseAfterFailure = DispatchTimeInterval.milliseconds(500)
    /// How long a call that logs waits for a disk that takes nothing and says nothing.
    private static let patience = DispatchTimeInterval.seconds(1)
    /// How long one waits that asks for the disk.
    private static let flushPatience = DispatchTimeInterval.seconds(10)
    /// Tells the queue's own thread from others: it must not wait for itself.
    private static let isOwnQueue = DispatchSpecificKey<ObjectIdentifier>()

    /// - Parameters:
    ///   - sinkNames: The sinks that need the journal. Default: none.
    ///   - runName: What the run's folder is called, where its path does not say it. Default: it does.
    ///   - addresses: The servers that sinks lead to, by the sinks' names. Default: none.
    ///   - firstSequence: The number of the first record.
    ///   - report: Is told when the disk takes nothing, and when it is all right again.
    init(
        folder: JournalFolder, sinkNames: [String] = [], runName: String? = nil, addresses: [String: String] = [:],
        durability: Durability, limits: JournalLimits, firstSequence: Int64,
        report: @escaping @Sendable (LogProblem) -> Void
    ) {
        self.folder = folder
        self.durability = durability
        complaints = JournalComplaints(folder: folder, limits: limits, report: report)
        let buffer = JournalBuffer(
            run: folder.run, writer: folder.writer, firstSequence: firstSequence,
            // A segment that could outgrow the journal would never be followed by another, which lets it be deleted.
            segmentLimit: min(limits.segmentInBytes, limits.diskInBytes))
        let start = JournalPosition(segment: 0, offset: 0, sequence: firstSequence)
        state = Mutex(JournalLedger(limits: limits, buffer: buffer, start: start))
        segments = Mutex(
            SegmentWriter(
                folder: folder, sinkNames: sinkNames, isDurable: durability == .synced, isKept: limits.keepsSegments,
                runName: runName, addresses: addresses))
        queue.setSpecific(key: Self.isOwnQueue, value: ObjectIdentifier(self))
    }

    /// Has somebody told, on any thread, that there is more on the disk.
    func whenWritten(_ call: @escaping @Sendable () -> Void) { onWrite.withLock { $0 = call } }

    /// How far the journal is on the disk.
    var written: JournalPosition { state.withLock { $0.written } }

    /// How many records are not on the disk, and why, if the disk does not take them.
    var unwritten: (count: Int, failure: (any Error)?) {
        state.withLock { (Int($0.buffer.nextSequence - $0.written.sequence), $0.failure) }
    }

    /// The number of the record that will be added next.
    var nextSequence: Int64 { state.withLock { $0.buffer.nextSequence } }

    /// How many records found no room.
    var dropped: Int { state.withLock { $0.dropped } }

    /// Adds what `add` adds to the buffer.
    ///
    /// - Parameters:
    ///   - isLast: Nothing can be added afterwards.
    ///   - add: Is called with a lock held. It must be quick, and must add entries at one time only.
    func append(isLast: Bool = false, _ add: (inout JournalBuffer) -> Void) -> Outcome {
        while true {
            switch appendNow(isLast: isLast, add) {
            case .added(let sequence, let due):
                // Those who wait for room have nothing to wait for behind the end.
                if isLast { signal(state.withLock { $0.takeWaiting() }) }
                return finish(sequence, due)
            case .refused(.dropped(let isFirst)): return .dropped(isFirst: isFirst)
            case .refused(.wait(let room, let isFirst)):
                if isFirst { complaints.full() }
                room.wait()
            case .refused(.writeFirst): makeRoomInMemory()
            case .refused: return .ended
            }
        }
    }

    /// Has the disk keep everything that was added before the call.
    ///
    /// - Throws: What the system said; that it says nothing, when that takes too long. With `.written` and `.synced`
    /// the call   waits as long as the system does.
    func flush(synchronizing: Bool) throws {
        guard case .buffered = durability, !isOnQueue else {
            if let failure = write(synchronizing: synchronizing) { throw failure }
            return
        }
        let result = Mutex<(any Error)?>(nil)
        let done = DispatchSemaphore(value: 0)
        var progress = state.withLock { $0.progress }
        queue.async {
            let failure = self.write(synchronizing: synchronizing)
            result.withLock { $0 = failure }
            done.signal()
        }
        while done.wait(timeout: .now() + Self.flushPatience) == .timedOut {
            let now = state.withLock { $0.progress }
            guard now != progress else { throw SystemError(ETIMEDOUT, doing: "writing", folder.path) }
            progress = now
        }
        if let failure = result.withLock({ $0 }) { throw failure }
    }

    /// Lets the journal go: another logger may take it. Nothing may be added any more. What could not be written yet is
    /// still tried; until it is written nobody else gets the journal, who would take it for whole, deliver and delete
    /// it.
    func letGo() {
        segments.withLock { segments in
            segments.letGo(hasMore: state.withLock { $0.buffer.count > 0 })
        }
    }

    /// Deletes segments before one, and gives back their room; also of those that cannot be deleted, which is reported:
    /// the limit is there for sinks that are behind, and none is.
    func deleteSegments(before segment: Int) {
        for number in state.withLock({ $0.segments(before: segment) }) {
            do throws(SystemError) {
                try PosixFile.remove(folder.segmentPath(number))
            } catch {
                // Somebody else may have deleted it. Otherwise it is still there, and is tried again.
                guard error.isMissing else {
                    complaints.undeleted(error)
                    signal(state.withLock { $0.release(segment: number) })
                    continue
                }
            }
            signal(state.withLock { $0.deleted(segment: number) })
        }
    }

    // MARK: Adding

    private enum Step {
        case added(Int64, JournalLedger.Due)
        case refused(JournalLedger.Admission)
    }

    private func appendNow(isLast: Bool, _ add: (inout JournalBuffer) -> Void) -> Step {
        state.withLock { state in
            let admission = state.admit(isLast: isLast)
            guard case .add = admission else { return .refused(admission) }
            add(&state.buffer)
            state.isEnded = isLast
            return .added(state.buffer.nextSequence, arrangeWrite(&state))
        }
    }

    /// Says what write has to be arranged, and notes that it is.
    private func arrangeWrite(_ state: inout JournalLedger) -> JournalLedger.Due {
        // With the others the call itself writes.
        guard case .buffered = durability else { return .none }
        if state.buffer.count >= Self.fullBuffer, state.due != .now, state.failure == nil {
            state.due = .now
            return .now
        }
        guard state.due == .none else { return .none }
        state.due = .later
        return .later
    }

    private func finish(_ sequence: Int64, _ due: JournalLedger.Due) -> Outcome {
        switch durability {
        case .written, .synced:
            _ = write(synchronizing: durability == .synced, upTo: sequence)
        case .buffered(let interval):
            switch due {
            case .none: break
            case .now: queue.async { self.writeDue() }
            case .later: queue.asyncAfter(deadline: .now() + max(0, min(interval.seconds, 86_400))) { self.writeDue() }
            }
        }
        return .kept
    }

    /// The training is faster than what writes: this call waits for the writing. Should that fail, or take too long,
    /// there is still the memory that is meant for it.
    private func makeRoomInMemory() {
        guard case .buffered = durability, !isOnQueue else {
            _ = write(synchronizing: durability == .synced)
            return
        }
        let (semaphore, progress, hasToAsk) = state.withLock { state in
            let hasToAsk = state.due != .now
            state.due = .now
            return (state.waitForWriter(), state.progress, hasToAsk)
        }
        if hasToAsk { queue.async { self.writeDue() } }
        guard semaphore.wait(timeout: .now() + Self.patience) == .timedOut else { return }
        if state.withLock({ $0.noteStall(since: progress) }) { complaints.silent() }
    }

    private var isOnQueue: Bool { DispatchQueue.getSpecific(key: Self.isOwnQueue) == ObjectIdentifier(self) }

    private func signal(_ waiting: [DispatchSemaphore]) {
        for semaphore in waiting { semaphore.signal() }
    }

    // MARK: Writing

    private func writeDue() {
        state.withLock { $0.due = .none }
        // What is tried again may be what the disk did not keep.
        _ = write(synchronizing: durability == .synced)
    }

    /// Writes what is in the buffer.
    ///
    /// - Parameter upTo: Nothing is done when everything before this number is there already.
    /// - Returns: Why not everything is on the disk.
    private func write(synchronizing: Bool, upTo sequence: Int64 = .max) -> (any Error)? {
        let failure = segments.withLock { segments -> (any Error)? in
            let taken = state.withLock { state -> [JournalBuffer.Chunk]? in
                let done = synchronizing ? state.synchronized : state.written.sequence
                return done >= sequence ? nil : state.takeChunks()
            }
            guard let chunks = consume taken else { return nil }
            do {
                try segments.write(consume chunks) { event in note(event) }
                if synchronizing {
                    try segments.synchronize { event in note(event) }
                    state.withLock { $0.synchronized = $0.written.sequence }
                }
                return nil
            } catch {
                return error
            }
        }
        note(failure)
        onWrite.withLock(\.self)?()
        return failure
    }

    private func note(_ event: SegmentWriter.Event) {
        switch event {
        case .kept(let count, let segment): signal(state.withLock { $0.wrote(count, ofSegment: segment) })
        case .reached(let end, let emptied):
            state.withLock { state in
                state.written = end
                state.buffer.recycle(emptied)
            }
        case .emptied(let list): state.withLock { $0.buffer.recycle(list) }
        }
    }

    /// Reports the first failure in a row, and has the write tried again.
    private func note(_ failure: (any Error)?) {
        let (isNew, hasToRetry, waiting) = state.withLock { state in
            let (isNew, waiting) = state.ended(with: failure)
            let hasToRetry = failure != nil && state.due == .none
            if hasToRetry { state.due = .later }
            return (isNew, hasToRetry, waiting)
        }
        signal(waiting)
        // By itself: the next record may be far away.
        if hasToRetry { queue.asyncAfter(deadline: .now() + Self.pauseAfterFailure) { self.writeDue() } }
        if isNew, let failure { complaints.failed(failure) }
    }
}

extension Duration {
    /// The duration in seconds.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
