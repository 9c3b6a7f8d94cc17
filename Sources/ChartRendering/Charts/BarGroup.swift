public import RasterGraphics

/// The bars of one colour, one for each category.
public struct BarGroup: Hashable, Sendable {
    /// The two ends of an error bar, as values of the axis: not as distances from the bar's end.
    public struct ErrorRange: Hashable, Sendable {
        /// The lower end.
        public var low: Double
        /// The upper end.
        public var high: Double

        /// The two ends of an error bar.
        public init(low: Double, high: Double) {
            self.low = low
            self.high = high
        }

        /// The same distance to both sides of a value.
        public init(around value: Double, by distance: Double) {
            self.init(low: value - distance, high: value + distance)
        }
    }

    /// The name in the legend; a group without one is not listed.
    public var name: String
    /// The length of the bar of each category, in the order of the categories; `nil` for none, which is no NaN.
    public var values: [Double?]
    /// The error bar of each category; `nil` or missing for none.
    public var errors: [ErrorRange?]
    /// The bars' colour; `nil` takes the next of the theme's palette.
    public var color: Color?

    /// A group of bars.
    public init(name: String = "", values: [Double?], errors: [ErrorRange?] = [], color: Color? = nil) {
        self.name = name
        self.values = values
        self.errors = errors
        self.color = color
    }
}
