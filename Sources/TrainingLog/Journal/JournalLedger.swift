import Dispatch

/// What the writer of a journal knows of it: what waits in memory, what lies on the disk, who waits for room. No locks
/// and no I/O: decisions only.
struct JournalLedger {
    /// What is to become of a record.
    enum Admission {
        case add
        case ended
        case dropped(isFirst: Bool)
        /// It has to wait; `isFirst` when nobody else does.
        case wait(DispatchSemaphore, isFirst: Bool)
        /// What is in memory has to be written first.
        case writeFirst
    }

    /// A write that will be made without anybody asking for it.
    enum Due { case none, later, now }

    /// What lies on the disk of one segment.
    private struct Segment {
        let number: Int
        var bytes: Int
    }

    private let limits: JournalLimits
    var buffer: JournalBuffer
    var isEnded = false
    var due = Due.none
    /// How far the journal is on the disk.
    var written: JournalPosition
    /// Everything before is kept by the disk.
    var synchronized: Int64
    private(set) var dropped = 0
    private(set) var failure: (any Error)?
    /// The disk has neither taken anything nor said why for so long that calls no longer wait for it.
    private(set) var isStalled = false
    /// Changes whenever the disk has taken something.
    private(set) var progress = 0

    /// Bytes taken from the buffer and not on the disk yet; with ``Durability/synced``, not kept by it yet.
    private var bytesInWriting = 0
    /// Bytes on the disk, the sum of the segments'.
    private var bytesOnDisk = 0
    /// The segments on the disk, in order.
    private var segments: [Segment] = []
    /// Those who wait for room in the journal, or in memory.
    private var waitingForRoom: [DispatchSemaphore] = []
    /// Those who wait for the thread that writes.
    private var waitingForWriter: [DispatchSemaphore] = []

    init(limits: JournalLimits, buffer: JournalBuffer, start: JournalPosition) {
        self.limits = limits
        self.buffer = buffer
        written = start
        synchronized = start.sequence
    }

    // MARK: Adding

    /// Says what is to become of a record that is to be added now.
    mutating func admit(isLast: Bool) -> Admission {
        if isEnded { return .ended }
        let memory = buffer.count + bytesInWriting
        // The end of a run is small, and always finds room. And what would wait while there is nothing but the segment
        // that is being written would wait for ever: it is only deleted when there is another. The record begins that
        // one.
        if !isLast, bytesOnDisk + memory >= limits.diskInBytes, bytesOnDisk + memory > buffer.segmentLength {
            return refuse()
        }
        if failure == nil, !isStalled {
            if memory >= min(limits.backlogInBytes, limits.memoryInBytes) { return .writeFirst }
        } else if memory >= limits.memoryInBytes, !isLast {
            // A disk that says no may do so for ever. One that is silent has all the time that the policy gives it.
            return failure == nil ? refuse() : drop()
        }
        return .add
    }

    private mutating func refuse() -> Admission {
        switch limits.policy {
        case .dropNewest: return drop()
        case .wait:
            let semaphore = DispatchSemaphore(value: 0)
            waitingForRoom.append(semaphore)
            // Of a disk that is silent it has been said already.
            return .wait(semaphore, isFirst: waitingForRoom.count == 1 && !isStalled)
        }
    }

    private mutating func drop() -> Admission {
        dropped += 1
        return .dropped(isFirst: dropped == 1)
    }

    /// Those who wait for room; they wait no longer.
    mutating func takeWaiting() -> [DispatchSemaphore] {
        defer { waitingForRoom = [] }
        return waitingForRoom
    }

    // MARK: Writing

    /// What waits in the buffer; it is in writing from now on.
    mutating func takeChunks() -> [JournalBuffer.Chunk] {
        bytesInWriting += buffer.count
        return buffer.take()
    }

    /// Notes that the disk has taken something, and how much of it is there to stay.
    ///
    /// - Returns: Who has waited for this.
    mutating func wrote(_ count: Int, ofSegment number: Int) -> [DispatchSemaphore] {
        bytesInWriting -= count
        bytesOnDisk += count
        if let last = segments.indices.last, segments[last].number == number {
            segments[last].bytes += count
        } else {
            segments.append(Segment(number: number, bytes: count))
        }
        return noteProgress()
    }

    /// Notes that a write has ended, well or not.
    ///
    /// - Returns: Whether it is the first failure in a row, and who has waited for this.
    mutating func ended(with failure: (any Error)?) -> (isFirstFailure: Bool, waiting: [DispatchSemaphore]) {
        let isFirst = self.failure == nil && failure != nil
        self.failure = failure
        return (isFirst, noteProgress())
    }

    private mutating func noteProgress() -> [DispatchSemaphore] {
        progress &+= 1
        var waiting = waitingForWriter
        waitingForWriter = []
        if isStalled {
            isStalled = false
            waiting += takeWaiting()
        }
        return waiting
    }

    /// Someone who waits until the disk has taken something.
    mutating func waitForWriter() -> DispatchSemaphore {
        let semaphore = DispatchSemaphore(value: 0)
        waitingForWriter.append(semaphore)
        return semaphore
    }

    /// Notes that nothing has happened for too long since there was this ``progress``.
    ///
    /// - Returns: Whether that is so, and was not known yet.
    mutating func noteStall(since progress: Int) -> Bool {
        guard progress == self.progress, !isStalled else { return false }
        isStalled = true
        return true
    }

    // MARK: Deleting

    /// The segments before one that are on the disk.
    func segments(before number: Int) -> [Int] {
        segments.prefix { $0.number < min(number, written.segment) }.map(\.number)
    }

    /// Gives back the room of a segment that nobody needs and that cannot be deleted: no sink is behind because of it.
    /// It is still there.
    ///
    /// - Returns: Who has waited for this.
    mutating func release(segment number: Int) -> [DispatchSemaphore] {
        guard let index = segments.firstIndex(where: { $0.number == number }), segments[index].bytes > 0 else {
            return []
        }
        bytesOnDisk -= segments[index].bytes
        segments[index].bytes = 0
        return takeWaiting()
    }

    /// Notes that a segment is not on the disk any more.
    ///
    /// - Returns: Who has waited for this.
    mutating func deleted(segment number: Int) -> [DispatchSemaphore] {
        guard let index = segments.firstIndex(where: { $0.number == number }) else { return [] }
        bytesOnDisk -= segments.remove(at: index).bytes
        return takeWaiting()
    }
}
