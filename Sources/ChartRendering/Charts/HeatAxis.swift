/// What the rows or the columns of a heat map are.
public enum HeatAxis: Hashable, Sendable {
    /// Counted from 0, from left to right or from the top down.
    case indices
    /// Names, from left to right or from the top down. Missing ones are empty, further ones are left out.
    case categories([String])
    /// Equal parts of a range of numbers, from its lower to its upper end: from left to right, or from the bottom up. A
    /// range that is not finite, or whose lower end is not below its upper one, counts as `indices`.
    case values(from: Double, to: Double)
}
