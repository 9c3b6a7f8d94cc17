/// The pixels of a picture that is made larger or smaller without mixing any.
struct NearestShader: Shader {
    private let source: UnsafeRawBufferPointer
    private let sourceWidth: Int
    /// The source's column for each column of `place`, and its row for each row.
    private let columns: [Int]
    private let rows: [Int]
    private let place: PixelRect
    private let width: Int
    private let blender: PixelBlender

    /// - Parameters:
    ///   - source: RGBA of the picture, whose columns and rows the two tables name.
    ///   - place: Where on the canvas it is painted.
    init(
        source: UnsafeRawBufferPointer, sourceWidth: Int, columns: [Int], rows: [Int], place: PixelRect,
        pixels: UnsafeMutableRawBufferPointer, width: Int
    ) {
        self.source = source
        self.sourceWidth = sourceWidth
        self.columns = columns
        self.rows = rows
        self.place = place
        self.width = width
        blender = PixelBlender(pixels)
    }

    func paint(row: Int, from start: Int, to end: Int, coverage: UInt32) {
        let sourceRow = rows[row - place.rows.lowerBound] * sourceWidth
        let firstColumn = place.columns.lowerBound
        for column in start..<end {
            let index = (sourceRow &+ columns[column &- firstColumn]) &* 4
            let pixel = UInt32(littleEndian: source.load(fromByteOffset: index, as: UInt32.self))
            let alpha = divideBy255((pixel >> 24) &* coverage)
            if alpha > 0 { blender.blend(pixel, alpha: alpha, atByte: (row &* width &+ column) &* 4) }
        }
    }
}
