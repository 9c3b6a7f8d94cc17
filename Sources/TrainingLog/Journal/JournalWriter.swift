import Dispatch
import Foundation
import RegistryCore
import Synchronization

/// The journal of one logger: takes records from any thread and puts them on the disk as its durability promises.
///
/// A call encodes its record into a buffer under a lock that is held for less than a microsecond. Writing has a lock of its
/// own, so that calls go on while the disk works; threads that wait for the disk share what one of them writes.
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

    private struct State {
        var buffer: JournalBuffer
        var isEnded = false
        /// Bytes taken from the buffer and not on the disk yet.
        var bytesInWriting = 0
        /// Bytes on the disk.
        var bytesOnDisk = 0
        var dropped = 0
        /// The write that will be made without anybody asking for it.
        var due = Due.none
        /// How far the journal is on the disk.
        var written: JournalPosition
        /// Everything before is kept by the disk.
        var synchronized: Int64
        var failure: (any Error)?
        var waiting: [DispatchSemaphore] = []

        var bytesInMemory: Int { buffer.count + bytesInWriting }
    }

    let folder: JournalFolder
    private let durability: Durability
    private let limits: JournalLimits
    private let state: Mutex<State>
    private let segments: Mutex<SegmentWriter>
    private let queue = DispatchQueue(label: "TrainingLog.journal")
    private let report: @Sendable (LogProblem) -> Void
    private let onWrite = Mutex<(@Sendable () -> Void)?>(nil)

    /// From how many bytes on the buffer is written without waiting for the interval.
    private static let fullBuffer = 256 << 10

    private static let pauseAfterFailure = DispatchTimeInterval.milliseconds(500)

    /// - Parameters:
    ///   - sinkNames: The sinks that need the journal. Default: none.
    ///   - firstSequence: The number of the first record.
    ///   - report: Is told when the disk takes nothing, and when it is all right again.
    init(
        folder: JournalFolder, sinkNames: [String] = [], durability: Durability, limits: JournalLimits,
        firstSequence: Int64,
        report: @escaping @Sendable (LogProblem) -> Void
    ) {
        self.folder = folder
        self.durability = durability
        self.limits = limits
        self.report = report
        let buffer = JournalBuffer(
            run: folder.run, writer: folder.writer, firstSequence: firstSequence, segmentLimit: limits.segmentInBytes)
        let start = JournalPosition(segment: 0, offset: 0, sequence: firstSequence)
        state = Mutex(State(buffer: buffer, written: start, synchronized: firstSequence))
        segments = Mutex(
            SegmentWriter(
                folder: folder, sinkNames: sinkNames, isDurable: durability == .synced, isKept: limits.keepsSegments))
    }

    /// Has somebody told, on any thread, that there is more on the disk.
    func whenWritten(_ call: @escaping @Sendable () -> Void) { onWrite.withLock { $0 = call } }

    /// How far the journal is on the disk.
    var written: JournalPosition { state.withLock { $0.written } }

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
                if isLast { release(0) }
                return finish(sequence, due)
            case .ended: return .ended
            case .dropped(let isFirst): return .dropped(isFirst: isFirst)
            case .wait(let room, let isFirst):
                if isFirst { reportFull() }
                room.wait()
            case .writeFirst:
                // The training is faster than what writes: this call does the work. Should that fail, there is still the
                // memory that is meant for it.
                _ = write(synchronizing: false)
            }
        }
    }

    /// Has the disk keep everything that was added before the call.
    ///
    /// - Throws: What the system said.
    func flush(synchronizing: Bool) throws {
        if let failure = write(synchronizing: synchronizing) { throw failure }
    }

    /// Lets the journal go: another logger may take it. Nothing may be added any more.
    func letGo() { segments.withLock { $0.letGo() } }

    /// Notes that so many bytes of segments were deleted.
    func release(_ bytes: Int) {
        let waiting = state.withLock { state in
            state.bytesOnDisk -= bytes
            defer { state.waiting = [] }
            return state.waiting
        }
        for semaphore in waiting { semaphore.signal() }
    }

    // MARK: Adding

    private enum Step {
        case added(Int64, Due)
        case ended
        case dropped(isFirst: Bool)
        case wait(DispatchSemaphore, isFirst: Bool)
        case writeFirst
    }

    private enum Due { case none, later, now }

    private func appendNow(isLast: Bool, _ add: (inout JournalBuffer) -> Void) -> Step {
        state.withLock { state in
            if state.isEnded { return .ended }
            // The end of a run is small, and always finds room.
            if !isLast, state.bytesOnDisk + state.bytesInMemory >= limits.diskInBytes {
                switch limits.policy {
                case .dropNewest: return .dropped(isFirst: Self.countDropped(&state))
                case .wait:
                    let semaphore = DispatchSemaphore(value: 0)
                    state.waiting.append(semaphore)
                    return .wait(semaphore, isFirst: state.waiting.count == 1)
                }
            }
            if state.failure == nil {
                if state.bytesInMemory >= min(limits.backlogInBytes, limits.memoryInBytes) { return .writeFirst }
            } else if state.bytesInMemory >= limits.memoryInBytes, !isLast {
                return .dropped(isFirst: Self.countDropped(&state))
            }
            add(&state.buffer)
            state.isEnded = isLast
            return .added(state.buffer.nextSequence, arrangeWrite(&state))
        }
    }

    private static func countDropped(_ state: inout State) -> Bool {
        state.dropped += 1
        return state.dropped == 1
    }

    /// Says what write has to be arranged, and notes that it is.
    private func arrangeWrite(_ state: inout State) -> Due {
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

    private func finish(_ sequence: Int64, _ due: Due) -> Outcome {
        switch durability {
        case .written:
            _ = write(synchronizing: false, upTo: sequence)
        case .synced:
            _ = write(synchronizing: true, upTo: sequence)
        case .buffered(let interval):
            switch due {
            case .none: break
            case .now: queue.async { self.writeDue() }
            case .later: queue.asyncAfter(deadline: .now() + interval.seconds) { self.writeDue() }
            }
        }
        return .kept
    }

    // MARK: Writing

    private func writeDue() {
        state.withLock { $0.due = .none }
        _ = write(synchronizing: false)
    }

    /// Writes what is in the buffer.
    ///
    /// - Parameter upTo: Nothing is done when everything before this number is there already.
    /// - Returns: Why not everything is on the disk.
    private func write(synchronizing: Bool, upTo sequence: Int64 = .max) -> (any Error)? {
        let failure = segments.withLock { segments -> (any Error)? in
            let taken = state.withLock { state -> [JournalBuffer.Chunk]? in
                let done = synchronizing ? state.synchronized : state.written.sequence
                if done >= sequence { return nil }
                state.bytesInWriting += state.buffer.count
                return state.buffer.take()
            }
            guard let chunks = consume taken else { return nil }
            do {
                try segments.write(consume chunks) { count in
                    state.withLock { state in
                        state.bytesInWriting -= count
                        state.bytesOnDisk += count
                    }
                } wrote: { end, emptied in
                    state.withLock { state in
                        state.written = end
                        state.buffer.recycle(emptied)
                    }
                }
                if synchronizing { try segments.synchronize() }
                state.withLock { if synchronizing { $0.synchronized = $0.written.sequence } }
                return nil
            } catch {
                return error
            }
        }
        note(failure)
        onWrite.withLock(\.self)?()
        return failure
    }

    /// Reports the first failure in a row, and has the write tried again.
    private func note(_ failure: (any Error)?) {
        let (isNew, hasToRetry) = state.withLock { state in
            let isNew = state.failure == nil && failure != nil
            state.failure = failure
            let hasToRetry = failure != nil && state.due == .none
            if hasToRetry { state.due = .later }
            return (isNew, hasToRetry)
        }
        // By itself: the next record may be far away.
        if hasToRetry { queue.asyncAfter(deadline: .now() + Self.pauseAfterFailure) { self.writeDue() } }
        guard isNew, let failure else { return }
        report(
            LogProblem(
                sink: nil, kind: .failed, error: failure,
                message: "The journal cannot be written: \(LogProblem.text(of: failure)) "
                    + "What is logged waits in memory, up to \(limits.memoryInBytes >> 20) MiB, and is tried again."))
    }

    private func reportFull() {
        report(
            LogProblem(
                sink: nil, kind: .waiting, error: nil,
                message:
                    "The journal \(folder.path) has reached its limit of \(limits.diskInBytes) bytes because a sink "
                    + "is far behind: logging waits for it."))
    }
}

extension Duration {
    /// The duration in seconds.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
