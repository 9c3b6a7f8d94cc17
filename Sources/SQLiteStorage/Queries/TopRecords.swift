import RegistryCore

/// The first records in an order, of any number that are offered: a heap whose root is the last of them.
///
/// No more are kept than a page can have, in records and in bytes: a key may be as large as its record.
struct TopRecords {
    /// A row and its keys under each key of the sort.
    struct Entry {
        let keys: [[UInt8]]
        let number: Int64
        /// How many bytes the record has.
        let size: Int
    }

    private let directions: [ScanDirection]
    private let capacity: Int
    private let start: [[UInt8]]?
    private var heap: [Entry] = []
    /// The bytes of all records that are kept.
    private var bytes = 0

    /// - Parameters:
    ///   - capacity: how many to keep.
    ///   - start: the keys behind which to begin; `nil` for the beginning.
    init(_ capacity: Int, by directions: [ScanDirection], behind start: [[UInt8]]?) {
        self.capacity = capacity
        self.directions = directions
        self.start = start
    }

    /// The records kept, first to last.
    var sorted: [Entry] { heap.sorted { precedes($0.keys, $1.keys) } }

    /// Whether a record with this first key may be among the first so far.
    func mayKeep(_ key: [UInt8]) -> Bool {
        guard heap.count >= capacity, let last = heap.first?.keys.first, let direction = directions.first else {
            return true
        }
        return key == last || direction.isInOrder(key, last)
    }

    /// Keeps a record if it is among the first so far.
    mutating func offer(_ entry: Entry) {
        if let start, !precedes(start, entry.keys) { return }
        if heap.count < capacity {
            heap.append(entry)
            rise(heap.count - 1)
        } else if let last = heap.first, precedes(entry.keys, last.keys) {
            bytes -= last.size
            heap[0] = entry
            sink()
        } else {
            return
        }
        bytes += entry.size
        // The page ends before the last one when those before it fill it already.
        while let last = heap.first, heap.count > 1, bytes - last.size > Query.largestPageInBytes { removeLast() }
    }

    private mutating func removeLast() {
        heap.swapAt(0, heap.count - 1)
        bytes -= heap.removeLast().size
        sink()
    }

    private func precedes(_ left: [[UInt8]], _ right: [[UInt8]]) -> Bool {
        for (index, direction) in directions.enumerated() where left[index] != right[index] {
            return direction.isInOrder(left[index], right[index])
        }
        return false
    }

    private mutating func rise(_ start: Int) {
        var child = start
        while child > 0, case let parent = (child - 1) / 2, precedes(heap[parent].keys, heap[child].keys) {
            heap.swapAt(parent, child)
            child = parent
        }
    }

    private mutating func sink() {
        var parent = 0
        while true {
            var last = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && precedes(heap[last].keys, heap[child].keys) { last = child }
            if last == parent { return }
            heap.swapAt(last, parent)
            parent = last
        }
    }
}
