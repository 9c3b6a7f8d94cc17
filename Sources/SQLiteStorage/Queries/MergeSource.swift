/// Rows in the order of their identifiers, merged from several lists that are each in this order.
///
/// A list is the rows with one key, read from its index in portions that grow, so that a page of records costs a short
/// read for each key however many records have it; or rows that were read before. A row in several lists comes once.
final class MergeSource: CandidateSource {
    /// A row and its place in the order.
    struct Entry {
        let id: [UInt8]
        let number: Int64
    }

    /// One of the lists.
    private struct Lane {
        let source: KeySource
        let key: [UInt8]
        var entries: [Entry]
        var position = 0
        var portion: Int
        /// Whether the index may have more behind ``entries``.
        var mayHaveMore: Bool
    }

    private static let largestPortion = 512

    private let session: SQLSession
    private let table: CollectionTable
    private let direction: ScanDirection
    /// A statement of its own, because its rows are lent out: another one with the same text would begin it again.
    private let bodies: SQLStatement
    private var lanes: [Lane] = []
    /// Lanes with entries, as a heap: a parent's next entry comes before its children's.
    private var heap: [Int] = []
    private var currentID: [UInt8]?
    private(set) var number: Int64 = 0

    /// The rows of a driver.
    ///
    /// - Parameters:
    ///   - start: the identifier behind which to begin; `nil` for the beginning.
    ///   - needed: how many rows will probably be asked for.
    init(
        _ driver: QueryDriver, behind start: [UInt8]?, _ direction: ScanDirection, needed: Int, table: CollectionTable,
        in session: SQLSession
    ) throws {
        self.session = session
        self.table = table
        self.direction = direction
        bodies = try session.prepare("SELECT body FROM \(table.name) WHERE number = ?")
        let portion = min(Self.largestPortion, needed / max(1, driver.points.count) + 4)
        for point in driver.points {
            var lane = Lane(
                source: point.source, key: point.key, entries: [], portion: portion, mayHaveMore: true)
            try refill(&lane, behind: start ?? direction.beginning)
            lanes.append(lane)
        }
        if !driver.rows.isEmpty {
            var rows = driver.rows.filter { row in start.map { direction.isInOrder($0, row.id) } ?? true }
            rows.sort { direction.isInOrder($0.id, $1.id) }
            lanes.append(Lane(source: .id, key: [], entries: rows, portion: 0, mayHaveMore: false))
        }
        heap = lanes.indices.filter { !lanes[$0].entries.isEmpty }
        for parent in heap.indices.reversed() { sink(parent) }
    }

    func advance() throws -> Bool {
        while let first = heap.first {
            let entry = lanes[first].entries[lanes[first].position]
            lanes[first].position += 1
            if lanes[first].position == lanes[first].entries.count { try refill(&lanes[first], behind: entry.id) }
            if lanes[first].entries.isEmpty {
                heap.swapAt(0, heap.count - 1)
                heap.removeLast()
            }
            sink(0)
            if entry.id != currentID {
                currentID = entry.id
                number = entry.number
                return true
            }
        }
        return false
    }

    func withBody<Result>(_ read: (UnsafeRawBufferPointer) throws -> Result) throws -> Result {
        try bodies.begin([.int(number)])
        defer { bodies.end() }
        guard try bodies.step() else { return try read(UnsafeRawBufferPointer(start: nil, count: 0)) }
        return try bodies.withBytes(0, read)
    }

    private func refill(_ lane: inout Lane, behind id: [UInt8]) throws {
        lane.position = 0
        lane.entries = []
        guard lane.mayHaveMore else { return }
        lane.entries = try session.all(
            """
            SELECT id, number FROM \(lane.source.rows(of: table)) WHERE \(lane.source.column) = ?
            AND id \(direction.comparison) ? ORDER BY id \(direction.keyword) LIMIT ?
            """, [.bytes(lane.key), .bytes(id), .int(Int64(lane.portion))]
        ) { Entry(id: $0.bytes(0), number: $0.int(1)) }
        lane.mayHaveMore = lane.entries.count == lane.portion
        lane.portion = min(Self.largestPortion, lane.portion * 2)
    }

    private func sink(_ start: Int) {
        var parent = start
        while true {
            var first = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && precedes(heap[child], heap[first])
            {
                first = child
            }
            if first == parent { return }
            heap.swapAt(first, parent)
            parent = first
        }
    }

    private func precedes(_ left: Int, _ right: Int) -> Bool {
        direction.isInOrder(
            lanes[left].entries[lanes[left].position].id, lanes[right].entries[lanes[right].position].id)
    }
}
