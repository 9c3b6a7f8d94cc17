import RasterGraphics

/// How an area of a series is filled, the same in the plot and in the legend.
struct AreaFill {
    /// The colour, between the stripes if there are some.
    let color: Color
    private let direction: Hatching.Direction?
    private let paper: Color

    /// Pixels of the screen from one stripe to the next, and of a stripe.
    private static let stripes = (distance: 6.0, width: 2.0)
    /// How far a stripe's colour is from the series' to the paper's.
    private static let part = 0.75

    /// - Parameter own: The colour the series brings; `nil` for that of its place. Nobody hatches what has been chosen.
    init(at index: Int, own: Color?, theme: ChartTheme) {
        color = own ?? theme.palette.color(at: index)
        direction = own == nil ? theme.palette.hatching(at: index) : nil
        paper = theme.plotBackground
    }

    /// Whether there are stripes.
    var isHatched: Bool { direction != nil }

    /// - Parameter unit: Picture pixels a screen pixel.
    func paint(_ rect: Rect, unit: Double, on canvas: inout Canvas) {
        guard let direction else {
            canvas.fill(rect, color: color)
            return
        }
        let stripe = color.mixed(with: paper, part: AreaFill.part)
        canvas.fill(
            Path(rect),
            hatching: Hatching(
                direction, of: stripe, over: color, distance: Int(AreaFill.stripes.distance * unit),
                width: Int(AreaFill.stripes.width * unit)))
    }
}
