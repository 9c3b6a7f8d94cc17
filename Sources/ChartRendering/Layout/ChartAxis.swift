/// One axis as it lies in the picture.
public struct ChartAxis: Hashable, Sendable {
    /// A labelled tick and its place in picture pixels.
    public struct PlacedTick: Hashable, Sendable {
        /// Picture pixels from the left (or top) edge.
        public let position: Double
        /// The label; empty where there is no room for labels.
        public let label: String
    }

    /// Which numbers it shows.
    public let scale: Scale
    /// The picture pixel of the scale's beginning.
    public let start: Double
    /// The picture pixel of the scale's end. Below `start` for the vertical axis, because pixels are counted from the top.
    public let end: Double
    /// Labelled ticks.
    public let ticks: [PlacedTick]
    /// Places of finer grid lines.
    public let minorPositions: [Double]

    init(scale: Scale, start: Double, end: Double, plan: TickPlan, showsLabels: Bool) {
        self.scale = scale
        self.start = start
        self.end = end
        func place(_ value: Double) -> Double? { scale.fraction(of: value).map { start + (end - start) * $0 } }
        ticks = plan.ticks.compactMap { tick in
            place(tick.value).map { PlacedTick(position: $0, label: showsLabels ? tick.label : "") }
        }
        minorPositions = plan.minorValues.compactMap(place)
    }

    /// The picture pixel of a value; `nil` for a value the axis cannot show.
    public func position(of value: Double) -> Double? {
        scale.fraction(of: value).map { start + (end - start) * $0 }
    }
}
