/// What it takes to run a pattern, here and in MongoDB.
struct PatternCost {
    /// Instructions of the compiled program.
    private var instructions: Int

    /// An upper estimate of PCRE's compiled form, which may not exceed 64 KiB. Kept so that a pattern that one store
    /// takes is not refused by another.
    private var bytes: Int

    /// Whether it is one character or one class, which PCRE repeats without copying it.
    private var isSingle = false

    private static let mostInstructions = 10_000
    private static let mostBytes = 50_000

    static let nothing = PatternCost(instructions: 0, bytes: 0)
    static let scalar = PatternCost(instructions: 1, bytes: 10, isSingle: true)
    static let group = PatternCost(instructions: 0, bytes: 12)
    static let branch = PatternCost(instructions: 1, bytes: 4)

    static func set(_ set: ScalarSet) -> PatternCost {
        PatternCost(instructions: 1, bytes: 50 + 10 * set.ranges.count, isSingle: true)
    }

    var isAffordable: Bool { instructions <= Self.mostInstructions && bytes <= Self.mostBytes }

    static func + (left: PatternCost, right: PatternCost) -> PatternCost {
        PatternCost(instructions: left.instructions + right.instructions, bytes: left.bytes + right.bytes)
    }

    func repeated(atLeast: Int, atMost: Int?) -> PatternCost {
        let copies = atMost ?? (atLeast + 1)
        let forks = copies - atLeast
        return PatternCost(
            instructions: instructions * copies + forks,
            bytes: isSingle ? bytes + 10 : (bytes + 12) * max(1, copies))
    }
}
