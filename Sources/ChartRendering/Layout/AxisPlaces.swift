/// Where values lie along an axis, in picture pixels: numbers only, so that a loop over millions of values copies no references.
struct AxisPlaces {
    let scale: ScalePlaces
    let start: Double
    let way: Double

    /// `nil` for a value the axis cannot show.
    @inline(__always)
    func position(of value: Double) -> Double? {
        guard let fraction = scale.fraction(of: value) else { return nil }
        return start + way * fraction
    }
}
