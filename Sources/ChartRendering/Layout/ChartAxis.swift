public import RasterGraphics

/// One axis as it lies in the picture.
public struct ChartAxis: Hashable, Sendable {
    /// A labelled tick and its place in picture pixels.
    public struct PlacedTick: Hashable, Sendable {
        /// Picture pixels from the left (or top) edge: of categories the middle of the band.
        public let position: Double
        /// The label; empty where there is no room for labels.
        public let label: String
    }

    /// Which numbers it shows; 0...1 when it shows none.
    public let scale: Scale
    /// How many categories it shows; 0 when it shows numbers, or nothing.
    public let categoryCount: Int
    /// The picture pixel of the axis' beginning.
    public let start: Double
    /// The picture pixel of the axis' end. Below `start` for a vertical axis of numbers, because pixels are counted from the top.
    public let end: Double
    /// Labelled ticks.
    public let ticks: [PlacedTick]
    /// Places of finer grid lines.
    public let minorPositions: [Double]
    /// Whether a line is drawn along it.
    public let isVisible: Bool
    /// Which way the labels run: turned where many names stand below each other's bands.
    public let labelDirection: TextDirection

    /// An axis of numbers.
    init(scale: Scale, start: Double, end: Double, plan: TickPlan, showsLabels: Bool) {
        self.scale = scale
        self.start = start
        self.end = end
        categoryCount = 0
        isVisible = true
        labelDirection = .rightwards
        func place(_ value: Double) -> Double? { scale.fraction(of: value).map { start + (end - start) * $0 } }
        ticks = plan.ticks.compactMap { tick in
            place(tick.value).map { PlacedTick(position: $0, label: showsLabels ? tick.label : "") }
        }
        minorPositions = plan.minorValues.compactMap(place)
    }

    /// An axis of categories, or of nothing.
    ///
    /// - Parameters:
    ///   - labels: What stands at each band; empty where nothing does.
    ///   - direction: Which way the labels run. Default rightwards.
    init(
        categories labels: [String], start: Double, end: Double, isVisible: Bool,
        direction: TextDirection = .rightwards
    ) {
        scale = Scale(.linear, showing: 0...1)
        categoryCount = labels.count
        self.start = start
        self.end = end
        self.isVisible = isVisible
        labelDirection = direction
        minorPositions = []
        let band = labels.isEmpty ? 0 : (end - start) / Double(labels.count)
        ticks = labels.enumerated().map { index, label in
            PlacedTick(position: start + band * (Double(index) + 0.5), label: label)
        }
    }

    /// The picture pixel of a value; `nil` for a value the axis cannot show.
    public func position(of value: Double) -> Double? { places.position(of: value) }

    /// The same for a loop over many values.
    var places: AxisPlaces { AxisPlaces(scale: scale.places, start: start, way: end - start) }

    /// The picture pixels that belong to a category; `nil` when there is none of that number.
    public func band(of category: Int) -> ClosedRange<Double>? {
        guard category >= 0, category < categoryCount else { return nil }
        let width = (end - start) / Double(categoryCount)
        let first = start + width * Double(category)
        return min(first, first + width)...max(first, first + width)
    }
}
