import RasterGraphics

/// What pixels that were drawn in another colour owe to those at the right and below: 7, 3, 5 and 1 sixteenths of it.
struct ErrorDiffusion {
    /// A debt in sixteenths of a channel's steps.
    private struct Debt {
        var (red, green, blue) = (0, 0, 0)

        mutating func add(_ other: (red: Int, green: Int, blue: Int), times share: Int) {
            red += other.red * share
            green += other.green * share
            blue += other.blue * share
        }
    }

    // With a place more at either end.
    private var row: [Debt]
    private var below: [Debt]

    init(width: Int) {
        row = [Debt](repeating: Debt(), count: width + 2)
        below = row
    }

    /// What the pixel in a column, from 0, gets.
    @inline(__always)
    func debt(at column: Int) -> (red: Int, green: Int, blue: Int) {
        let debt = row[column + 1]
        return ((debt.red + 8) >> 4, (debt.green + 8) >> 4, (debt.blue + 8) >> 4)
    }

    /// Hands on what a pixel lacks.
    @inline(__always)
    mutating func pass(_ wanted: UInt32, _ drawn: Color, from column: Int) {
        let lack = (
            red: Int(wanted & 0xFF) - Int(drawn.red), green: Int(wanted >> 8 & 0xFF) - Int(drawn.green),
            blue: Int(wanted >> 16 & 0xFF) - Int(drawn.blue)
        )
        row[column + 2].add(lack, times: 7)
        below[column].add(lack, times: 3)
        below[column + 1].add(lack, times: 5)
        below[column + 2].add(lack, times: 1)
    }

    mutating func nextRow() {
        swap(&row, &below)
        for index in below.indices { below[index] = Debt() }
    }
}
