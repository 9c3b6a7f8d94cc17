/// When blocks are merged into larger ones: whenever 16 of one size class exist, they become one of the next.
///
/// A class therefore never has more than 15 blocks that wait, and whatever is stored is rewritten once for every class
/// it passes through, however small the portions it came in.
struct BlockTiers {
    /// How many blocks of a class become one of the next.
    static let fanIn = 16

    /// The classes that are merged when a block of class `arriving` comes to what is stored, lowest first: the block
    /// itself, everything of these classes, and nothing else becomes one.
    ///
    /// - Parameters:
    ///   - arriving: the new block's class.
    ///   - counts: how many blocks of every class are stored; the last class is never merged.
    static func mergedClasses(arriving: Int, counts: [Int]) -> [Int] {
        let small = counts.dropLast()
        return Array((arriving..<max(arriving, small.count)).prefix { small[$0] + 1 >= fanIn })
    }
}
