/// How the rows of a PNG file are made small.
///
/// Charts are flat areas: they repeat whole pixels, which an encoder of our own finds faster than zlib. Photographs hardly
/// repeat themselves: there the differences to the neighbouring pixel are small, and looking for repetitions only costs time.
/// A sample of the rows tells the two apart, so that the same picture is always stored in the same way.
struct RowCompression: Hashable, Sendable {
    /// What is stored instead of a pixel, by the numbers of PNG's filters.
    enum Filter: Int, Hashable, Sendable {
        case none = 0
        /// The difference to the pixel at the left.
        case left = 1
        /// The difference to the pixel above.
        case above = 2
    }

    var filter: Filter
    /// zlib's level.
    var level: Int
    /// Whether no other repetitions are looked for than those of one byte.
    var onlyRuns = false
    /// Whether repetitions of whole pixels are looked for, without zlib.
    var repeatsPixels = false

    /// Of so many rows one is looked at.
    private static let sampling = 8

    /// For pixels of a picture of some width.
    /// - Parameter level: zlib's level; `nil` chooses.
    init(for pixels: PackedPixels, width: Int, level: Int?) {
        (filter, self.level) = (.none, level ?? (pixels.bytesPerPixel == 4 ? 1 : 6))
        guard pixels.bytesPerPixel == 4 else { return }
        let sample = pixels.bytes.withUnsafeBytes { Sample($0, width: width) }
        // Where pixels are new, neighbours of a chart differ by whole colours, and those of noise by anything.
        let isPhotograph = sample.repeated * 4 < sample.count * 3 && sample.gain >= 2
        if !isPhotograph {
            repeatsPixels = level == nil
            return
        }
        filter = sample.best
        onlyRuns = level == nil && sample.repeated * 8 < sample.count
    }

    /// What a part of the rows is like.
    private struct Sample {
        private(set) var count = 0
        /// Pixels that are the same as the one at the left or the one above.
        private(set) var repeated = 0
        /// Of the others, sums of the sizes of the numbers that would be stored: a usual measure of how small they become.
        private var sizes = (none: 0, left: 0, above: 0)

        /// The filter with the smaller numbers.
        var best: Filter { sizes.above < sizes.left ? .above : .left }
        /// How many times smaller its numbers are than those of no filter.
        var gain: Int { sizes.none / max(1, min(sizes.above, sizes.left)) }

        init(_ pixels: UnsafeRawBufferPointer, width: Int) {
            let height = pixels.count / 4 / max(width, 1)
            for row in stride(from: 1, to: height, by: RowCompression.sampling) {
                // The pixel at column ≥ 1 of row ≥ 1 has neighbours at the left and above inside the buffer.
                for index in stride(from: (row * width + 1) * 4, to: (row + 1) * width * 4, by: 4) {
                    let pixel = pixels.load(fromByteOffset: index, as: UInt32.self)
                    let left = pixels.load(fromByteOffset: index - 4, as: UInt32.self)
                    let above = pixels.load(fromByteOffset: index - width * 4, as: UInt32.self)
                    count += 1
                    guard pixel != left, pixel != above else {
                        repeated += 1
                        continue
                    }
                    sizes.none += Sample.size(pixel, 0)
                    sizes.left += Sample.size(pixel, left)
                    sizes.above += Sample.size(pixel, above)
                }
            }
        }

        /// Of the differences of two pixels' channels, each from −128 to 127.
        @inline(__always)
        private static func size(_ one: UInt32, _ other: UInt32) -> Int {
            var sum = 0
            var shift: UInt32 = 0
            while shift < 32 {
                defer { shift &+= 8 }
                let difference = UInt8(truncatingIfNeeded: one >> shift) &- UInt8(truncatingIfNeeded: other >> shift)
                sum += Int(Int8(bitPattern: difference).magnitude)
            }
            return sum
        }
    }
}
