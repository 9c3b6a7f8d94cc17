import RasterGraphics

/// Paints the bar that says what colours stand for.
struct ColorBarPainter {
    let bar: ChartLayout.ColorScale
    let map: ColorMap
    let theme: ChartTheme

    /// One line of colour a pixel. The bar lies beside the plot, where a chart usually does not paint.
    func paint(on canvas: inout Canvas) {
        let clip = canvas.clip
        canvas.clip = bar.frame
        defer { canvas.clip = clip }
        let length = bar.axis.end - bar.axis.start
        guard length != 0 else { return }
        for row in 0..<Int(bar.frame.height.rounded()) {
            let y = bar.frame.y + Double(row)
            let part = (y + 0.5 - bar.axis.start) / length
            canvas.fill(Rect(x: bar.frame.x, y: y, width: bar.frame.width, height: 1), color: map.color(at: part))
        }
    }
}
