import RasterGraphics

/// A white canvas on which black is painted, read back as darkness: 255 where a pixel is wholly covered.
func darkness(width: Int, height: Int, paint: (inout Canvas) -> Void) throws -> [[Int]] {
    var canvas = Canvas(try Pixmap(width: width, height: height, color: .white))
    paint(&canvas)
    return (0..<height).map { y in (0..<width).map { x in 255 - Int(canvas.pixmap[x, y]?.red ?? 255) } }
}
