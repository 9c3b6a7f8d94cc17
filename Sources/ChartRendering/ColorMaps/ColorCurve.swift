import RasterGraphics

/// A smooth way through OKLab.
struct ColorCurve: Hashable, Sendable {
    /// A place on the way.
    struct Stop: Hashable, Sendable {
        var lightness: Double
        var chroma: Double
        /// Degrees; the way turns as the numbers do, so that 350 and 370 lie beside each other.
        var hue: Double
    }

    private let stops: [Stop]

    /// A way through stops, which should have steadily changing lightness.
    init(_ stops: [Stop]) { self.stops = stops }

    /// Colours along the way, each as different from the next as every other.
    func colors(_ count: Int) -> [Color] {
        guard count > 1, stops.count > 1 else { return Array(repeating: .black, count: max(count, 0)) }
        let fine = 2_048
        let way = (0...fine).map { place(Double($0) / Double(fine)).displayable }
        var lengths = [0.0]
        for (one, next) in zip(way, way.dropFirst()) { lengths.append((lengths.last ?? 0) + one.distance(to: next)) }
        let whole = lengths.last ?? 0
        var index = 0
        return (0..<count).map { number in
            let wanted = whole * Double(number) / Double(count - 1)
            while index < fine - 1, lengths[index + 1] < wanted { index += 1 }
            let step = lengths[index + 1] - lengths[index]
            let part = step > 0 ? min(max((wanted - lengths[index]) / step, 0), 1) : 0
            return way[index].mixed(with: way[index + 1], part).color
        }
    }

    /// Lightness in straight lines, so that it never turns; chroma and hue on a Catmull-Rom spline, so that there is no
    /// bend.
    private func place(_ part: Double) -> OKLab {
        let scaled = part * Double(stops.count - 1)
        let index = min(Int(scaled), stops.count - 2)
        let t = scaled - Double(index)
        let (before, one) = (stops[max(index - 1, 0)], stops[index])
        let (two, after) = (stops[index + 1], stops[min(index + 2, stops.count - 1)])
        func spline(_ p0: Double, _ p1: Double, _ p2: Double, _ p3: Double) -> Double {
            let linear = p2 - p0
            let square = 2 * p0 - 5 * p1 + 4 * p2 - p3
            let cubic = 3 * p1 - p0 - 3 * p2 + p3
            return (2 * p1 + t * (linear + t * (square + t * cubic))) / 2
        }
        return OKLab(
            lightness: one.lightness + (two.lightness - one.lightness) * t,
            chroma: max(0, spline(before.chroma, one.chroma, two.chroma, after.chroma)),
            hue: spline(before.hue, one.hue, two.hue, after.hue))
    }
}
