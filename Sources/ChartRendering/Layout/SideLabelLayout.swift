import RasterGraphics

/// The words at the right side of the plot before they have their places.
struct SideLabelLayout {
    private let labels: [SideLabel]
    private let texts: [TextLayout]
    private let metrics: ChartMetrics

    /// More words than this are not measured: no plot has room for them, and the first ones come first.
    private static let mostLabels = 4_096

    init(_ labels: [SideLabel], maximumWidth: Double, _ metrics: ChartMetrics) {
        self.labels = Array(labels.prefix(SideLabelLayout.mostLabels))
        self.metrics = metrics
        texts = self.labels.map { TextLayout($0.text, font: metrics.tickFont, maximumWidth: maximumWidth) }
    }

    /// How much room they take at the plot's right side, in picture pixels.
    var width: Double {
        let widest = texts.map(\.width).max() ?? 0
        return widest > 0 ? widest + metrics.gap : 0
    }

    /// Each word's left end and middle. Earlier words come first: one that would touch one of them is left out.
    func placed(beside plot: Rect) -> [ChartLayout.PlacedText] {
        let distance = metrics.tickFont.lineHeight
        var placed: [ChartLayout.PlacedText] = []
        for (label, text) in zip(labels, texts) where text.width > 0 {
            let y = (plot.maxY - plot.height * label.height).rounded()
            guard placed.allSatisfy({ abs($0.point.y - y) >= distance }) else { continue }
            placed.append(ChartLayout.PlacedText(text: text, point: Point(x: plot.maxX + metrics.gap, y: y)))
        }
        return placed
    }
}
