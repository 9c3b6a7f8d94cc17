import RasterGraphics

/// Where two pictures differ.
enum FrameChange {
    /// The smallest rectangle that has all pixels in which two pictures of one size differ; `nil` when none does.
    static func area(from old: [UInt32], to new: [UInt32], width: Int) -> PixelRect? {
        area(from: old, to: new, width: width) { $0 != $1 }
    }

    /// The smallest rectangle that has all pixels of which something is true.
    @inline(__always)
    static func area(
        from old: [UInt32], to new: [UInt32], width: Int, where isMeant: (UInt32, UInt32) -> Bool
    ) -> PixelRect? {
        old.withUnsafeBufferPointer { old in
            new.withUnsafeBufferPointer { new in
                let height = min(old.count, new.count) / width
                func isMeantInRow(_ row: Int) -> Bool {
                    (row * width..<(row + 1) * width).contains { isMeant(old[$0], new[$0]) }
                }
                guard let top = (0..<height).first(where: isMeantInRow),
                    let bottom = (top..<height).last(where: isMeantInRow)
                else { return nil }
                var (left, right) = (width, 0)
                for row in top...bottom {
                    // Only what would make the rectangle wider is looked at.
                    let start = row * width
                    var column = 0
                    while column < left {
                        if isMeant(old[start + column], new[start + column]) { left = column }
                        column += 1
                    }
                    column = width
                    while column > right {
                        column -= 1
                        if isMeant(old[start + column], new[start + column]) { right = column + 1 }
                    }
                }
                return PixelRect(columns: left..<max(left, right), rows: top..<bottom + 1)
            }
        }
    }
}

extension PixelRect {
    var pixelCount: Int { columns.count * rows.count }

    /// The smallest rectangle that has both.
    func union(_ other: PixelRect) -> PixelRect {
        PixelRect(
            columns: min(
                columns.lowerBound, other.columns.lowerBound)..<max(columns.upperBound, other.columns.upperBound),
            rows: min(rows.lowerBound, other.rows.lowerBound)..<max(rows.upperBound, other.rows.upperBound))
    }
}
