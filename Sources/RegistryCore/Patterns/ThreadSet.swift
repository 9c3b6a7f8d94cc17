/// A set of positions in a program: constant time to add, to ask and to clear.
struct ThreadSet: Sendable {
    private(set) var positions: [Int32] = []
    private var place: [Int32]

    init(programSize: Int) {
        place = [Int32](repeating: 0, count: programSize)
        positions.reserveCapacity(programSize)
    }

    /// Adds a position; `false` when it was there.
    mutating func insert(_ position: Int) -> Bool {
        let found = Int(place[position])
        if found < positions.count, positions[found] == Int32(truncatingIfNeeded: position) { return false }
        place[position] = Int32(truncatingIfNeeded: positions.count)
        positions.append(Int32(truncatingIfNeeded: position))
        return true
    }

    mutating func removeAll() { positions.removeAll(keepingCapacity: true) }
}
