import RasterGraphics
import RegistryTestKit

/// Frames to encode.
enum Frames {
    /// Each pixel of each frame by a function of its place and the frame's, as red, green, blue and opacity.
    static func made(
        _ count: Int, width: Int, height: Int, _ pixel: (Int, Int, Int) -> (UInt8, UInt8, UInt8, UInt8)
    ) throws -> [Pixmap] {
        try (0..<count).map { frame in
            var bytes: [UInt8] = []
            for row in 0..<height {
                for column in 0..<width {
                    let (red, green, blue, alpha) = pixel(frame, column, row)
                    bytes += [red, green, blue, alpha]
                }
            }
            return try Pixmap(width: width, height: height, rgba: bytes)
        }
    }

    /// A square that moves over a gradient.
    static func square(_ count: Int, width: Int = 48, height: Int = 32) throws -> [Pixmap] {
        try made(count, width: width, height: height) { frame, column, row in
            let isInside = (frame * 3..<frame * 3 + 9).contains(column) && (8..<17).contains(row)
            return isInside ? (213, 94, 0, 255) : (UInt8(column * 5 % 256), UInt8(row * 7 % 256), 128, 255)
        }
    }

    /// A square that moves over nothing.
    static func sprite(_ count: Int, alpha: UInt8 = 255) throws -> [Pixmap] {
        try made(count, width: 40, height: 24) { frame, column, row in
            let isInside = (frame * 4..<frame * 4 + 6).contains(column) && (frame..<frame + 7).contains(row)
            return isInside ? (0, 114, 178, alpha) : (0, 0, 0, 0)
        }
    }

    /// Pixels of few colours, some of them transparent, any of which may change from frame to frame.
    static func few(_ count: Int, width: Int, height: Int, seed: UInt64) throws -> [Pixmap] {
        var random = SeededGenerator(seed: seed)
        let colors: [(UInt8, UInt8, UInt8, UInt8)] = [
            (0, 0, 0, 0), (255, 0, 0, 255), (9, 9, 9, 255), (0, 200, 90, 255),
        ]
        let density = UInt64.random(in: 1...9, using: &random)
        var last = [Int](repeating: 0, count: width * height)
        return try made(count, width: width, height: height) { _, column, row in
            let place = row * width + column
            if random.next() % 10 < density { last[place] = Int(random.next() % 4) }
            return colors[last[place]]
        }
    }

    /// Pixels of any colour and opacity.
    static func noise(_ count: Int, width: Int, height: Int, seed: UInt64, isOpaque: Bool) throws -> [Pixmap] {
        var random = SeededGenerator(seed: seed)
        return try made(count, width: width, height: height) { _, _, _ in
            let bits = random.next()
            return (
                UInt8(truncatingIfNeeded: bits), UInt8(truncatingIfNeeded: bits >> 8),
                UInt8(truncatingIfNeeded: bits >> 16),
                isOpaque ? 255 : UInt8(truncatingIfNeeded: bits >> 24)
            )
        }
    }
}
