public import RasterGraphics

extension ColorMap {
    /// Sequential, for a light background: from paper over green and blue to ink, so that small numbers fade into the
    /// page.
    public static let ink = ColorMap(along: inkCurve)

    /// The mirror of ``ink`` for a dark background: from ink to paper.
    public static let inkOnDark = ink.reversed

    /// With a middle, for a light background: from blue over nearly white to orange, equally dark at both ends.
    public static let diverging = ColorMap(
        along: ColorCurve([
            ColorCurve.Stop(lightness: 0.38, chroma: 0.125, hue: 258),
            ColorCurve.Stop(lightness: 0.675, chroma: 0.115, hue: 245),
            ColorCurve.Stop(lightness: 0.97, chroma: 0.004, hue: 240),
        ]),
        and: ColorCurve([
            ColorCurve.Stop(lightness: 0.97, chroma: 0.004, hue: 75),
            ColorCurve.Stop(lightness: 0.675, chroma: 0.13, hue: 58),
            ColorCurve.Stop(lightness: 0.38, chroma: 0.1, hue: 45),
        ]))

    /// With a middle, for a dark background: from light blue over nearly black to light orange.
    public static let divergingOnDark = ColorMap(
        along: ColorCurve([
            ColorCurve.Stop(lightness: 0.83, chroma: 0.095, hue: 232),
            ColorCurve.Stop(lightness: 0.54, chroma: 0.115, hue: 248),
            ColorCurve.Stop(lightness: 0.25, chroma: 0.008, hue: 250),
        ]),
        and: ColorCurve([
            ColorCurve.Stop(lightness: 0.25, chroma: 0.008, hue: 50),
            ColorCurve.Stop(lightness: 0.54, chroma: 0.115, hue: 52),
            ColorCurve.Stop(lightness: 0.83, chroma: 0.115, hue: 72),
        ]))

    /// Sequential in one hue, such as a series' colour: from nearly the background to the colour.
    ///
    /// A colour that is hardly lighter or darker than the background, such as yellow on white, becomes so: the ends
    /// differ by at least 0.5 in OKLab's lightness.
    public static func shades(of color: Color, on background: Color) -> ColorMap {
        let page = OKLab(background)
        var end = OKLab(color)
        let direction: Double = page.lightness > 0.5 ? -1 : 1
        let reach = min(max((end.lightness - page.lightness) * direction, 0.5), 0.95)
        end.lightness = page.lightness + reach * direction
        end = end.displayable
        return ColorMap(through: [page.mixed(with: end, 0.05).color, end.color])
    }

    private static let inkCurve = ColorCurve([
        ColorCurve.Stop(lightness: 0.975, chroma: 0.025, hue: 105),
        ColorCurve.Stop(lightness: 0.79, chroma: 0.105, hue: 160),
        ColorCurve.Stop(lightness: 0.605, chroma: 0.105, hue: 212),
        ColorCurve.Stop(lightness: 0.41, chroma: 0.125, hue: 262),
        ColorCurve.Stop(lightness: 0.2, chroma: 0.06, hue: 285),
    ])
}
