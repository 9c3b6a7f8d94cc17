import RasterGraphics

/// How far the colours of palettes are from those of the pixels.
struct ColorError {
    private var sum = 0.0
    private var largestSquare = 0
    /// Pixels that have their own colour are counted as well.
    private var count = 0

    /// The mean distance of red, green and blue, 0 to 441.7.
    var mean: Double { count > 0 ? sum / Double(count) : 0 }
    /// The largest distance.
    var largest: Double { Double(largestSquare).squareRoot() }

    @inline(__always)
    mutating func add(_ pixel: UInt32, _ color: Color) {
        let distances = (
            Int(pixel & 0xFF) - Int(color.red), Int(pixel >> 8 & 0xFF) - Int(color.green),
            Int(pixel >> 16 & 0xFF) - Int(color.blue)
        )
        let square = distances.0 * distances.0 + distances.1 * distances.1 + distances.2 * distances.2
        count += 1
        sum += Double(square).squareRoot()
        if square > largestSquare { largestSquare = square }
    }
}
