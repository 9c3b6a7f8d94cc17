import RasterGraphics

/// Pixels made one by one, laid over a canvas without scaling.
enum PixelBlock {
    /// Lays the RGBA bytes of a block of pixels over the canvas, row by row from the top.
    static func paint(_ rgba: [UInt8], columns: Range<Int>, rows: Range<Int>, on canvas: inout Canvas) {
        // A plot lies inside a picture, whose limits are below those of a pixmap; an empty block is nothing to paint.
        guard let picture = try? Pixmap(width: columns.count, height: rows.count, rgba: rgba) else { return }
        let place = Rect(
            x: Double(columns.lowerBound), y: Double(rows.lowerBound), width: Double(columns.count),
            height: Double(rows.count))
        canvas.draw(picture, in: place, sampling: .nearest)
    }
}
