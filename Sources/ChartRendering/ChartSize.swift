/// How large a chart is: its size on the screen, and how many picture pixels make one screen pixel.
public struct ChartSize: Hashable, Sendable {
    /// The shortest side a chart may have, in screen pixels.
    public static let minimumSide = 32
    /// The longest side the picture may have, in picture pixels.
    public static let maximumSide = 8_192
    /// The most picture pixels.
    public static let maximumPixels = 16_777_216
    /// The largest density.
    public static let maximumScale = 4

    /// The width in screen pixels.
    public let width: Int
    /// The height in screen pixels.
    public let height: Int
    /// Picture pixels a screen pixel: 1, or 2 for dense displays.
    public let scale: Int

    /// 800×500 at 1x.
    public static let standard = ChartSize(uncheckedWidth: 800, height: 500, scale: 1)

    /// A size.
    /// - Throws: `ChartError` with `invalidArgument` (a side below 32, a scale outside 1...4) or `tooLarge` (above a limit).
    public init(width: Int, height: Int, scale: Int = 1) throws(ChartError) {
        guard (1...ChartSize.maximumScale).contains(scale) else {
            throw ChartError(.invalidArgument, "a chart's scale is 1 to \(ChartSize.maximumScale), not \(scale)")
        }
        guard width >= ChartSize.minimumSide, height >= ChartSize.minimumSide else {
            throw ChartError(
                .invalidArgument,
                "a chart needs at least \(ChartSize.minimumSide)×\(ChartSize.minimumSide) pixels, not \(width)×\(height)"
            )
        }
        guard width <= ChartSize.maximumSide / scale, height <= ChartSize.maximumSide / scale,
            width * height * scale * scale <= ChartSize.maximumPixels
        else {
            throw ChartError(
                .tooLarge,
                """
                \(width)×\(height) at \(scale)x is too large for a chart: a side may have \(ChartSize.maximumSide) picture \
                pixels, the whole \(ChartSize.maximumPixels)
                """)
        }
        self.init(uncheckedWidth: width, height: height, scale: scale)
    }

    private init(uncheckedWidth width: Int, height: Int, scale: Int) {
        self.width = width
        self.height = height
        self.scale = scale
    }

    /// The picture's width.
    public var pixelWidth: Int { width * scale }
    /// The picture's height.
    public var pixelHeight: Int { height * scale }
}
