/// Sorts all characters into the few classes that a pattern tells apart, so that tables have one column per class.
struct SymbolClasses: Sendable {
    /// How many classes there are. Two more symbols follow them: ``lastNewline`` and ``end``.
    let count: Int

    /// The class of the newline, which is always alone in it.
    let newline: Int

    /// The sets that were sorted by, with the classes each consists of.
    let members: [ScalarSet: [Int]]

    private let ascii: [UInt16]
    private let starts: [UInt32]
    private let classOfStart: [UInt16]

    /// The symbol for a newline that is the text's last character.
    var lastNewline: Int { count }

    /// The symbol that follows the text.
    var end: Int { count + 1 }

    /// How many symbols there are.
    var symbolCount: Int { count + 2 }

    init(separating sets: Set<ScalarSet>) {
        let sets = Array(sets.union([.newline]))
        var boundaries: Set<UInt32> = [0]
        for range in sets.lazy.flatMap(\.ranges) {
            boundaries.insert(range.lowerBound)
            if range.upperBound < ScalarSet.largest { boundaries.insert(range.upperBound + 1) }
        }
        let starts = boundaries.sorted()
        let position = Dictionary(uniqueKeysWithValues: zip(starts, starts.indices))

        // Two stretches between boundaries are one class when they are in the same sets.
        var setsOfStretch = [[Int]](repeating: [], count: starts.count)
        for (number, set) in sets.enumerated() {
            for range in set.ranges {
                let first = position[range.lowerBound] ?? 0
                let end = position[range.upperBound + 1] ?? starts.count
                for stretch in first..<end { setsOfStretch[stretch].append(number) }
            }
        }
        var classes: [[Int]: Int] = [:]
        let classOfStart = setsOfStretch.map { membership in
            let next = classes.count
            let found = classes[membership, default: next]
            classes[membership] = found
            return UInt16(found)
        }
        var members = [[Int]](repeating: [], count: sets.count)
        for (membership, symbol) in classes {
            for set in membership { members[set].append(symbol) }
        }

        self.starts = starts
        self.classOfStart = classOfStart
        self.members = Dictionary(uniqueKeysWithValues: zip(sets, members))
        count = classes.count
        ascii = (0..<128).map { Self.lookUp($0, starts, classOfStart) }
        newline = Int(ascii[0x0A])
    }

    /// The class of a character below 128.
    func symbol(ascii byte: UInt8) -> Int { Int(ascii[Int(byte)]) }

    /// The class of any character.
    func symbol(_ scalar: UInt32) -> Int { Int(Self.lookUp(scalar, starts, classOfStart)) }

    private static func lookUp(_ scalar: UInt32, _ starts: [UInt32], _ classOfStart: [UInt16]) -> UInt16 {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= scalar { low = middle } else { high = middle }
        }
        return classOfStart[low]
    }
}
