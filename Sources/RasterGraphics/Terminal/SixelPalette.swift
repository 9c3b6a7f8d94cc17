/// At most 256 colours for a picture: its own where it has no more, otherwise those that occur most often in 15 bits.
struct SixelPalette {
    private(set) var colors: [Color] = []
    /// For each pixel, row by row, its colour.
    private(set) var indices: [UInt8] = []

    init(_ pixmap: Pixmap, background: Color) {
        let pixels = SixelPalette.opaque(pixmap, background)
        var counts: [UInt32: Int] = [:]
        for pixel in pixels { counts[pixel, default: 0] += 1 }
        let isExact = counts.count <= 256
        if !isExact {
            counts = [:]
            for pixel in pixels { counts[SixelPalette.coarse(pixel), default: 0] += 1 }
        }
        // Equally frequent ones in the order of their numbers: the same picture gives the same text.
        let chosen = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(256).map(\.key)
        colors = chosen.map(Color.init(hex:))
        var known = Dictionary(uniqueKeysWithValues: chosen.enumerated().map { ($1, UInt8($0)) })
        indices = pixels.map { pixel in
            let key = isExact ? pixel : SixelPalette.coarse(pixel)
            if let index = known[key] { return index }
            let index = SixelPalette.nearest(to: key, in: chosen)
            known[key] = index
            return index
        }
    }

    private static func opaque(_ pixmap: Pixmap, _ background: Color) -> [UInt32] {
        stride(from: 0, to: pixmap.bytes.count, by: 4).map { place in
            let alpha = UInt32(pixmap.bytes[place + 3])
            func channel(_ offset: Int, _ below: UInt8) -> UInt32 {
                divideBy255(UInt32(pixmap.bytes[place + offset]) * alpha + UInt32(below) * (255 - alpha))
            }
            return channel(0, background.red) << 16 | channel(1, background.green) << 8 | channel(2, background.blue)
        }
    }

    /// Five bits a channel, spread over the whole range again, so that white stays white.
    private static func coarse(_ color: UInt32) -> UInt32 {
        let high = color & 0xF8F8F8
        return high | (high >> 5) & 0x070707
    }

    private static func nearest(to color: UInt32, in palette: [UInt32]) -> UInt8 {
        func channels(_ color: UInt32) -> [Int] { [16, 8, 0].map { Int(color >> $0 & 0xFF) } }
        let wanted = channels(color)
        var best = (distance: Int.max, index: 0)
        for (index, candidate) in palette.enumerated() {
            let distance = zip(wanted, channels(candidate)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            if distance < best.distance { best = (distance, index) }
        }
        return UInt8(best.index)
    }
}
