/// One colour everywhere.
struct SolidShader: Shader {
    private let color: Color
    private let width: Int
    private let blender: PixelBlender

    init(_ color: Color, pixels: UnsafeMutableRawBufferPointer, width: Int) {
        self.color = color
        self.width = width
        blender = PixelBlender(pixels)
    }

    @inline(__always)
    func paint(row: Int, from start: Int, to end: Int, coverage: UInt32) {
        let alpha = divideBy255(UInt32(color.alpha) &* coverage)
        guard alpha > 0 else { return }
        var index = (row &* width &+ start) &* 4
        let last = (row &* width &+ end) &* 4
        if alpha == 255 {
            blender.store(color, fromByte: index, toByte: last)
            return
        }
        while index < last {
            blender.blend(color, alpha: alpha, atByte: index)
            index &+= 4
        }
    }
}
