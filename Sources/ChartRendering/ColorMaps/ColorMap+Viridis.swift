import RasterGraphics

extension ColorMap {
    /// From dark violet over green to yellow, for both backgrounds: evenly rising lightness, for people who see fewer
    /// colours too. Nine colours of the map of that name by Smith and van der Walt (2015, in the public domain).
    public static let viridis = ColorMap(
        through: [0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C, 0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725]
            .map(Color.init(hex:)))
}
