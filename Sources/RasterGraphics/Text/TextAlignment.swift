/// Which place of a text lies at the given point.
public struct TextAlignment: Hashable, Sendable {
    /// Along the text.
    public enum Horizontal: Hashable, Sendable {
        /// The beginning of the text.
        case leading
        /// The middle of the text.
        case center
        /// The end of the text.
        case trailing
    }

    /// Across the text.
    public enum Vertical: Hashable, Sendable {
        /// The line letters stand on.
        case baseline
        /// The middle of capitals and digits.
        case middle
        /// The top of capitals.
        case top
    }

    /// Along the text.
    public var horizontal: Horizontal
    /// Across the text.
    public var vertical: Vertical

    /// An alignment; the beginning of the baseline by default.
    public init(_ horizontal: Horizontal = .leading, _ vertical: Vertical = .baseline) {
        self.horizontal = horizontal
        self.vertical = vertical
    }
}

/// Which way a text runs.
public enum TextDirection: Hashable, Sendable {
    /// From left to right.
    case rightwards
    /// From bottom to top, a quarter turn: for the axis at the left.
    case upwards
    /// Up to the right, an eighth of a turn: for many names below an axis.
    case rising
}
