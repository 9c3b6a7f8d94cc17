/// The position of a point in training, as the user counts it: iterations, batches, epochs, samples.
///
/// Any `Int64`, in any order.
public struct Step: Hashable, Comparable, Sendable, ExpressibleByIntegerLiteral, CustomStringConvertible {
    /// The number.
    public let rawValue: Int64

    /// A step of the given number.
    public init(_ rawValue: Int64) { self.rawValue = rawValue }

    /// A step written as a number.
    public init(integerLiteral value: Int64) { rawValue = value }

    /// The smallest step there is.
    public static let min = Step(.min)
    /// The largest step there is.
    public static let max = Step(.max)

    /// The number.
    public var description: String { "\(rawValue)" }

    /// Smaller numbers come first.
    public static func < (left: Step, right: Step) -> Bool { left.rawValue < right.rawValue }
}
