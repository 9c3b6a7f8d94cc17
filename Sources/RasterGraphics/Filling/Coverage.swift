/// How much of each pixel a shape covers, gathered edge by edge as signed areas.
///
/// Every edge adds, to the cells it passes, the exact area between itself and the pixel's right side, signed by its
/// direction; the running sum along a row is then the winding-weighted coverage. Areas are exact for any shape whose edges
/// do not overlap inside one pixel; where they do, the sum is folded by the fill rule.
///
/// Rows are divided into tiles of 64 cells with a bit for each cell that an edge has reached: only those are looked at again, so
/// that thin lines across a large picture are cheap.
struct Coverage {
    static let tileShift = 6
    static let tileWidth = 1 << tileShift

    let width: Int
    let height: Int
    private let tilesPerRow: Int
    /// Made for the first shape: a picture may have none.
    private var cells: [Float] = []
    private var touched: [UInt64] = []
    private var touchedRows: Range<Int> = 0..<0

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        // Two cells more than pixels: an edge at the right border writes there, and nobody reads it.
        tilesPerRow = (width + 2 + Coverage.tileWidth - 1) / Coverage.tileWidth
    }

    /// Adds the edges of closed polygons, as far as they matter inside `clip`, which lies inside the picture.
    mutating func add(_ polygons: some EdgeSource, clip: PixelRect) {
        if cells.isEmpty {
            cells = [Float](repeating: 0, count: tilesPerRow * Coverage.tileWidth * height)
            touched = [UInt64](repeating: 0, count: tilesPerRow * height)
        }
        let tilesPerRow = tilesPerRow
        touchedRows = cells.withUnsafeMutableBufferPointer { cells in
            touched.withUnsafeMutableBufferPointer { touched in
                var gathering = EdgeGathering(
                    cells: cells, touched: touched, tilesPerRow: tilesPerRow, clip: clip, rows: touchedRows)
                polygons.gather(into: &gathering)
                return gathering.rows
            }
        }
    }

    /// Gives the shader runs of equally covered pixels (1 to 255) within `columns`, then forgets the shape.
    mutating func resolve(_ rule: FillRule, columns: Range<Int>, with shader: inout some Shader) {
        switch rule {
        case .nonZero: resolve(NonZeroFolding.self, columns, with: &shader)
        case .evenOdd: resolve(EvenOddFolding.self, columns, with: &shader)
        }
    }

    private mutating func resolve<Folding: CoverageFolding>(
        _: Folding.Type, _ columns: Range<Int>, with shader: inout some Shader
    ) {
        let (rows, tilesPerRow, width) = (touchedRows, tilesPerRow, width)
        touchedRows = 0..<0
        // Unchecked access: rows lie in 0..<height, because edges are cut to the picture before they are added, and both
        // buffers have `tilesPerRow` tiles for each row.
        cells.withUnsafeMutableBufferPointer { cells in
            touched.withUnsafeMutableBufferPointer { touched in
                for row in rows {
                    Coverage.resolve(
                        Folding.self, row, columns, width: width, cells: cells, touched: touched,
                        tilesPerRow: tilesPerRow, with: &shader)
                }
            }
        }
    }

    @inline(__always)
    private static func resolve<Folding: CoverageFolding>(
        _: Folding.Type, _ row: Int, _ columns: Range<Int>, width: Int, cells: UnsafeMutableBufferPointer<Float>,
        touched: UnsafeMutableBufferPointer<UInt64>, tilesPerRow: Int, with shader: inout some Shader
    ) {
        var sum: Float = 0
        var runStart = 0
        var runCoverage: UInt32 = 0
        let (left, right) = (columns.lowerBound, min(columns.upperBound, width))
        let firstTile = row &* tilesPerRow
        var tile = 0
        while tile < tilesPerRow {
            defer { tile &+= 1 }
            var reached = touched[firstTile &+ tile]
            guard reached != 0 else { continue }
            touched[firstTile &+ tile] = 0
            let firstCell = (firstTile &+ tile) << tileShift
            let firstColumn = tile << tileShift
            while reached != 0 {
                let offset = reached.trailingZeroBitCount
                reached &= reached &- 1
                let cell = cells[firstCell &+ offset]
                guard cell != 0 else { continue }
                cells[firstCell &+ offset] = 0
                sum += cell
                let coverage = bytes(Folding.area(sum))
                guard coverage != runCoverage else { continue }
                let column = firstColumn &+ offset
                if runCoverage > 0 {
                    let (start, end) = (max(runStart, left), min(column, right))
                    if start < end { shader.paint(row: row, from: start, to: end, coverage: runCoverage) }
                }
                runStart = column
                runCoverage = coverage
            }
        }
        let start = max(runStart, left)
        if runCoverage > 0, start < right { shader.paint(row: row, from: start, to: right, coverage: runCoverage) }
    }

    /// A part of 1 as 0 to 255, rounded to nearest: beyond 2²³ the steps between numbers are 1, so that adding it leaves the
    /// rounded number in the lowest bits.
    @inline(__always)
    private static func bytes(_ area: Float) -> UInt32 {
        (min(area, 1) * 255 + 0x1p23).bitPattern & 0xFF
    }
}
