/// A colour that depends on the place: a gradient, a picture.
struct PlaceShader: Shader {
    /// The colour at the middle of a pixel.
    private let color: (_ column: Int, _ row: Int) -> Color
    private let width: Int
    private let blender: PixelBlender

    init(
        pixels: UnsafeMutableRawBufferPointer, width: Int, color: @escaping (_ column: Int, _ row: Int) -> Color
    ) {
        self.color = color
        self.width = width
        blender = PixelBlender(pixels)
    }

    func paint(row: Int, from start: Int, to end: Int, coverage: UInt32) {
        for column in start..<end {
            let color = color(column, row)
            let alpha = divideBy255(UInt32(color.alpha) * coverage)
            if alpha > 0 { blender.blend(color, alpha: alpha, atByte: (row * width + column) * 4) }
        }
    }
}
