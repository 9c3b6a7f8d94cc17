/// At most 256 colours for a picture: its own where it has no more, otherwise the means of 256 groups of similar ones.
///
/// Groups are made by median cut (Heckbert, "Color image quantization for frame buffer display", 1982) of the picture's colours in
/// 15 bits: the group with the widest channel is cut where half of its pixels lie on each side.
struct SixelPalette {
    static let mostColors = 256

    private(set) var colors: [Color] = []
    /// For each pixel, row by row, its colour.
    private(set) var indices: [UInt8] = []

    init(_ pixmap: Pixmap, background: Color) {
        let pixels = SixelPalette.opaque(pixmap, background)
        var counts: [UInt32: Int] = [:]
        for pixel in pixels { counts[pixel, default: 0] += 1 }
        let isExact = counts.count <= Self.mostColors
        if !isExact {
            counts = [:]
            for pixel in pixels { counts[pixel & Self.coarse, default: 0] += 1 }
        }
        // In the order of their numbers: the same picture gives the same text.
        let all = counts.sorted { $0.key < $1.key }.map { ColorGroup.Member(color: $0.key, count: $0.value) }
        let groups = isExact ? all.map { ColorGroup([$0]) } : ColorGroup(all).cut(into: Self.mostColors)
        colors = groups.map { isExact ? $0.mean : SixelPalette.spread($0.mean) }
        var places: [UInt32: UInt8] = [:]
        for (index, group) in groups.enumerated() {
            for member in group.members { places[member.color] = UInt8(index) }
        }
        let mask: UInt32 = isExact ? 0xFFFFFF : Self.coarse
        indices = pixels.map { places[$0 & mask] ?? 0 }
    }

    private static let coarse: UInt32 = 0xF8F8F8

    /// Five bits a channel spread over the whole range, so that white stays white.
    private static func spread(_ color: Color) -> Color {
        func whole(_ value: UInt8) -> UInt8 { value | value >> 5 }
        return Color(red: whole(color.red), green: whole(color.green), blue: whole(color.blue))
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
}
