import RasterGraphics

/// The blocks of a GIF file, one after the other.
struct GIFBytes {
    var bytes: [UInt8] = []

    /// The signature, the size, the palette of all frames if there is one, and how often the animation is shown.
    mutating func appendHeader(width: Int, height: Int, _ palette: GIFPalette?, _ repetition: Repetition) {
        bytes += "GIF89a".utf8
        append(width, height)
        // A table is there, of colours in 8 bits, of so many entries; no background; square pixels.
        bytes += [palette.map { 0xF0 | UInt8($0.bits - 1) } ?? 0x70, 0, 0]
        bytes += palette?.bytes ?? []
        switch repetition {
        case .times(1): break
        case .times(let count): appendLoop(count - 1)
        case .forever: appendLoop(0)
        }
    }

    /// - Parameter repeats: How often the animation is shown after the first time; 0 for ever.
    private mutating func appendLoop(_ repeats: Int) {
        bytes += [0x21, 0xFF, 11]
        bytes += "NETSCAPE2.0".utf8
        bytes += [3, 1]
        append(repeats)
        bytes.append(0)
    }

    /// What stands before a frame's pixels.
    mutating func appendFrame(
        _ area: PixelRect, delay: Int, _ disposal: FramePlan.Disposal, _ palette: GIFPalette, hasOwnColors: Bool
    ) {
        let method: UInt8 =
            switch disposal {
            case .keep: 1
            case .clear: 2
            case .restore: 3
            }
        bytes += [0x21, 0xF9, 4, method << 2 | (palette.transparent == nil ? 0 : 1)]
        append(delay)
        bytes += [palette.transparent ?? 0, 0, 0x2C]
        append(area.columns.lowerBound, area.rows.lowerBound, area.columns.count, area.rows.count)
        bytes.append(hasOwnColors ? 0x80 | UInt8(palette.bits - 1) : 0)
        if hasOwnColors { bytes += palette.bytes }
    }

    mutating func appendEnd() { bytes.append(0x3B) }

    /// Numbers of 16 bits.
    private mutating func append(_ numbers: Int...) {
        for number in numbers { bytes += [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)] }
    }
}
