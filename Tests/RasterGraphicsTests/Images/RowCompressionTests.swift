import RasterGraphics
import RegistryTestKit
import Testing

@Suite struct RowCompressionTests {
    /// Areas of a few colours with noise in a part of the pixels.
    private func areas(_ width: Int, _ height: Int, noise: Double, isOpaque: Bool, seed: UInt64) throws -> Pixmap {
        var generator = SeededGenerator(seed: seed)
        func color() -> [UInt8] {
            (0..<4).map { $0 == 3 && isOpaque ? 255 : UInt8.random(in: 0...255, using: &generator) }
        }
        let colors = (0..<4).map { _ in color() }
        var bytes: [UInt8] = []
        for row in 0..<height {
            for column in 0..<width {
                let isNoise = Double.random(in: 0..<1, using: &generator) < noise
                bytes += isNoise ? color() : colors[(row / 7 + column / 11) % colors.count]
            }
        }
        return try Pixmap(width: width, height: height, rgba: bytes)
    }

    @Test(arguments: [0, 0.02, 0.2], [true, false])
    func `pictures that repeat themselves are decoded as they were`(noise: Double, isOpaque: Bool) throws {
        // Narrow and wide ones, one whose row above lies beyond DEFLATE's window, one of several blocks.
        for (seed, size) in [(1, 1), (2, 1), (1, 2), (9, 70), (86, 3), (87, 3), (300, 20), (11_000, 3), (500, 400)]
            .enumerated()
        {
            let picture = try areas(size.0, size.1, noise: noise, isOpaque: isOpaque, seed: UInt64(seed))
            let file = try PNGEncoder().encode(picture, channels: isOpaque ? .rgb : .rgba)
            #expect(try PNGDecoder().decode(file) == picture, "seed \(seed), \(size)")
        }
    }

    @Test func `a code that would be too long for DEFLATE is shortened`() throws {
        // Counts that grow like Fibonacci's numbers make the deepest of Huffman's trees.
        var bytes: [UInt8] = []
        var (one, two) = (1, 1)
        for level in 0..<24 {
            for number in 0..<one { bytes += [UInt8(level * 7), UInt8(level * 7), UInt8(number % 2), 255] }
            (one, two) = (two, one + two)
        }
        var generator = SeededGenerator(seed: 24)
        var pixels = (0..<bytes.count / 4).map { Array(bytes[$0 * 4..<$0 * 4 + 4]) }
        pixels.shuffle(using: &generator)
        // The same row many times over, so that the picture counts as one that repeats itself.
        let row = Array(pixels.prefix(8_000).joined())
        let picture = try Pixmap(width: 8_000, height: 12, rgba: (0..<12).flatMap { _ in row })
        #expect(try PNGDecoder().decode(PNGEncoder().encode(picture, channels: .rgb)) == picture)
    }

    @Test func `a drawing takes hardly more bytes than with zlib`() throws {
        var canvas = Canvas(try Pixmap(width: 640, height: 400, color: .white))
        var generator = SeededGenerator(seed: 3)
        for number in 0..<12 {
            let points = (0..<200).map {
                Point(x: Double($0) * 3.2, y: Double(number) * 30 + Double.random(in: 5...60, using: &generator))
            }
            canvas.stroke(
                [Polyline(points: points)], style: StrokeStyle(width: 1.5),
                color: Color(hex: UInt32(number) &* 2_654_435_761 >> 8))
        }
        let own = try PNGEncoder().encode(canvas.pixmap)
        let usual = try PNGEncoder(level: 3).encode(canvas.pixmap)
        #expect(Double(own.count) <= 1.1 * Double(usual.count), "\(own.count) bytes instead of \(usual.count)")
        #expect(try PNGDecoder().decode(own) == canvas.pixmap)
    }

    @Test func `of a photograph the differences to the neighbours are stored`() throws {
        var generator = SeededGenerator(seed: 8)
        var bytes: [UInt8] = []
        for row in 0..<120 {
            for column in 0..<160 {
                bytes += [row + column, 2 * row, 255 - column].map {
                    UInt8(clamping: $0 / 2 + Int.random(in: 0...5, using: &generator))
                }
                bytes.append(255)
            }
        }
        let photograph = try Pixmap(width: 160, height: 120, rgba: bytes)
        let file = try PNGEncoder().encode(photograph)
        #expect(try PNGDecoder().decode(file) == photograph)
        #expect(Double(file.count) < 0.55 * Double(160 * 120 * 3))
    }
}
