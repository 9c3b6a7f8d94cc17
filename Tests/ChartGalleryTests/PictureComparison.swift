import RasterGraphics

/// How two pictures of one size differ.
struct PictureComparison {
    /// How many pixels differ.
    private(set) var count = 0
    /// The largest difference of a channel, 0 to 255.
    private(set) var largest = 0
    /// How many pixels differ by more than the tolerance.
    private(set) var countBeyondTolerance = 0
    /// The expected picture, pale, with each differing pixel in red.
    let picture: Pixmap

    /// Compares pixel by pixel; `nil` when the sizes differ.
    ///
    /// - Parameter tolerance: The difference of a channel up to which ``countBeyondTolerance`` takes pixels for equal.
    init?(_ actual: Pixmap, with expected: Pixmap, tolerance: Int = 0) throws {
        guard actual.width == expected.width, actual.height == expected.height else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(expected.bytes.count)
        for start in stride(from: 0, to: expected.bytes.count, by: 4) {
            let (one, other) = (actual.bytes[start..<start + 4], expected.bytes[start..<start + 4])
            let difference = one == other ? 0 : zip(one, other).map { abs(Int($0) - Int($1)) }.max() ?? 0
            if difference > 0 {
                count += 1
                largest = max(largest, difference)
                if difference > tolerance { countBeyondTolerance += 1 }
                bytes += [255, 0, 0, 255]
            } else {
                // Grey, which no red is mistaken for, and a quarter as strong as it was.
                let gray = UInt8(191 + other.prefix(3).reduce(0) { $0 + Int($1) } / 12)
                bytes += [gray, gray, gray, 255]
            }
        }
        picture = try Pixmap(width: expected.width, height: expected.height, rgba: bytes)
    }
}
