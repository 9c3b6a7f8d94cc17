import RegistryCore

/// The entries that some sink has yet to take, and how far each sink is. No locks and no I/O: decisions only.
///
/// The queue is bounded in bytes. When it is full, the oldest entries give way, and each sink that had not taken them
/// counts them as lost.
struct LogQueue {
    /// What one sink has to do with the queue.
    struct Lane {
        /// The next entry to take.
        var next: Int64 = 0
        /// Entries that were taken and have not arrived yet.
        var inFlight = 0
        /// Entries that gave way before they were taken.
        var lost = 0
        /// Entries that the sink can never take.
        var rejected = 0
    }

    private(set) var lanes: [Lane]
    /// The sequence number of the next entry.
    private(set) var nextSequence: Int64 = 0
    /// About how many bytes the entries take.
    private(set) var sizeInBytes = 0

    private let limitInBytes: Int
    private var slots: [(entry: LogEntry, size: Int)] = []
    /// The entries before this one are gone already; they are cleared away many at a time.
    private var head = 0

    init(laneCount: Int, limitInBytes: Int) {
        precondition(limitInBytes > 0, "a queue has room for something")
        lanes = Array(repeating: Lane(), count: laneCount)
        self.limitInBytes = limitInBytes
    }

    /// Adds a record and gives it the next sequence number.
    ///
    /// - Returns: For each lane, how many entries it lost to make room.
    mutating func append(_ record: Document, at time: WallTime) -> [Int] {
        let size = record.memorySize
        slots.append((LogEntry(sequence: nextSequence, time: time, record: record), size))
        nextSequence += 1
        sizeInBytes += size
        var lost = Array(repeating: 0, count: lanes.count)
        while sizeInBytes > limitInBytes, slots.count - head > 1 {
            let sequence = slots[head].entry.sequence
            for lane in lanes.indices where lanes[lane].next <= sequence {
                lanes[lane].next = sequence + 1
                lanes[lane].lost += 1
                lost[lane] += 1
            }
            dropFirst()
        }
        return lost
    }

    /// The next entries for a lane, oldest first. Once taken, they do not give way any more.
    mutating func take(_ lane: Int, atMost count: Int) -> [LogEntry] {
        let first = Int(lanes[lane].next - (nextSequence - Int64(slots.count - head))) + head
        let taken = slots[first..<min(first + count, slots.count)].map(\.entry)
        lanes[lane].next += Int64(taken.count)
        lanes[lane].inFlight += taken.count
        while head < slots.count, lanes.allSatisfy({ $0.next > slots[head].entry.sequence }) { dropFirst() }
        return taken
    }

    /// Notes that what a lane had taken has arrived, but for some that never can.
    mutating func settle(_ lane: Int, rejected: Int) {
        lanes[lane].inFlight = 0
        lanes[lane].rejected += rejected
    }

    /// How many entries a lane has not delivered yet.
    func undelivered(_ lane: Int) -> Int {
        Int(nextSequence - lanes[lane].next) + lanes[lane].inFlight
    }

    private mutating func dropFirst() {
        sizeInBytes -= slots[head].size
        head += 1
        if head == slots.count || head > 1_024 && head * 2 > slots.count {
            slots.removeSubrange(..<head)
            head = 0
        }
    }
}
