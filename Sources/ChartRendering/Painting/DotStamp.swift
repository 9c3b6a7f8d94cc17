import RasterGraphics

/// A dot as the part of each pixel it covers, for each of sixteen places of its middle inside a pixel.
///
/// Painting a small dot is then adding a few numbers, so that a million take no longer than a picture may; a million large
/// ones are a ``DotCrowd``. The middle is moved by at most an eighth of a pixel each way.
struct DotStamp {
    private static let phases = 4
    private static let samples = 8

    /// Pixels from the pixel of the middle to the stamp's edges.
    let reach: Int
    /// Pixels a side.
    var side: Int { 2 * reach + 1 }
    private let stamps: [[Float]]

    /// - Parameter radius: Picture pixels, limited to 0.25...200.
    init(radius: Double, shape: DotShape = .disc) {
        let radius = radius.isFinite ? min(max(radius, 0.25), 200) : 1
        // One more, because the middle is up to three quarters of a pixel right of its pixel's left edge.
        let reach = Int((radius * shape.reach).rounded(.up))
        self.reach = reach
        stamps = (0..<DotStamp.phases * DotStamp.phases).map { phase in
            DotStamp.coverage(
                shape, radius: radius, reach: reach, x: Double(phase % DotStamp.phases) / Double(DotStamp.phases),
                y: Double(phase / DotStamp.phases) / Double(DotStamp.phases))
        }
    }

    /// The stamp for a middle, and the pixel its upper left corner falls on.
    func placed(at point: Point) -> (column: Int, row: Int, coverage: [Float]) {
        let (column, x) = DotStamp.split(point.x)
        let (row, y) = DotStamp.split(point.y)
        return (column - reach, row - reach, stamps[y * DotStamp.phases + x])
    }

    /// Where coverage changes along the rows of the stamp whose middle is at a pixel's upper left corner: by how many
    /// sixty-fourths.
    var edges: [(row: Int, column: Int, step: Int)] {
        let parts = Float(DotStamp.samples * DotStamp.samples)
        var edges: [(row: Int, column: Int, step: Int)] = []
        for row in 0..<side {
            var before = 0
            for column in 0...side {
                let covered = column < side ? Int((stamps[0][row * side + column] * parts).rounded()) : 0
                if covered != before { edges.append((row, column, covered - before)) }
                before = covered
            }
        }
        return edges
    }

    /// A place as its pixel and the quarter of it.
    private static func split(_ place: Double) -> (pixel: Int, phase: Int) {
        let quarters = Int((min(max(place, -1e6), 1e6) * Double(phases)).rounded())
        let pixel = quarters >> 2
        return (pixel, quarters - pixel * phases)
    }

    private static func coverage(
        _ shape: DotShape, radius: Double, reach: Int, x: Double, y: Double
    ) -> [Float] {
        let side = 2 * reach + 1
        return (0..<side * side).map { index in
            let left = Double(index % side - reach) - x
            let top = Double(index / side - reach) - y
            var inside = 0
            for sample in 0..<samples * samples {
                let dx = left + (Double(sample % samples) + 0.5) / Double(samples)
                let dy = top + (Double(sample / samples) + 0.5) / Double(samples)
                if shape.contains(dx / radius, dy / radius) { inside += 1 }
            }
            return Float(inside) / Float(samples * samples)
        }
    }
}
