/// Where values lie between the two ends of a scale: numbers only, so that a loop over millions of values copies no references.
struct ScalePlaces: Hashable, Sendable {
    let spread: Spread
    private let needsPositive: Bool
    /// The beginning as `spread` places it, and the way from there to the end.
    private let first: Double
    private let way: Double

    init(_ kind: ScaleKind, _ spread: Spread, from lower: Double, to upper: Double) {
        self.spread = spread
        needsPositive = kind.needsPositive
        first = spread.place(of: lower)
        way = spread.place(of: upper) - first
    }

    /// 0 to 1, limited to that; `nil` for what the axis cannot show.
    @inline(__always)
    func fraction(of value: Double) -> Double? {
        guard value.isFinite, !needsPositive || value > 0 else { return nil }
        return min(max((spread.place(of: value) - first) / way, 0), 1)
    }

    /// The inverse between the two ends.
    func value(at fraction: Double) -> Double { spread.value(at: first + way * fraction) }
}
