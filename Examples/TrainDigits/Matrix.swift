/// A table of numbers, row after row. Each row is padded with zeros to whole vectors of sixteen, and stays so under
/// every operation here; sixteen numbers are worked on at once, which is fast even in a debug build.
struct Matrix {
    static let vectorWidth = 16

    let rows: Int
    let columns: Int
    /// Vectors in a row.
    let rowLength: Int
    var vectors: [SIMD16<Float>]

    init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
        rowLength = (columns + Self.vectorWidth - 1) / Self.vectorWidth
        vectors = Array(repeating: .zero, count: rows * rowLength)
    }

    /// A table filled by a function of row and column.
    init(rows: Int, columns: Int, _ value: (Int, Int) -> Float) {
        self.init(rows: rows, columns: columns)
        for row in 0..<rows {
            for column in 0..<columns { self[row, column] = value(row, column) }
        }
    }

    subscript(row: Int, column: Int) -> Float {
        get { vectors[row * rowLength + column / Self.vectorWidth][column % Self.vectorWidth] }
        set { vectors[row * rowLength + column / Self.vectorWidth][column % Self.vectorWidth] = newValue }
    }

    /// The chosen rows, in that order.
    func selecting(_ chosen: ArraySlice<Int>) -> Matrix {
        var result = Matrix(rows: chosen.count, columns: columns)
        for (index, row) in chosen.enumerated() {
            for offset in 0..<rowLength {
                result.vectors[index * rowLength + offset] = vectors[row * rowLength + offset]
            }
        }
        return result
    }

    /// This matrix times `other`, plus `bias` in every row.
    func times(_ other: Matrix, plus bias: Matrix) -> Matrix {
        precondition(columns == other.rows && other.columns == bias.columns, "shapes fit")
        var result = Matrix(rows: rows, columns: other.columns)
        let length = other.rowLength
        for row in 0..<rows {
            let target = row * length
            for offset in 0..<length { result.vectors[target + offset] = bias.vectors[offset] }
            for inner in 0..<columns {
                let factor = self[row, inner]
                guard factor != 0 else { continue }
                let source = inner * length
                for offset in 0..<length {
                    result.vectors[target + offset] += other.vectors[source + offset] * factor
                }
            }
        }
        return result
    }

    /// This matrix turned on its side, times `other`.
    func transposedTimes(_ other: Matrix) -> Matrix {
        precondition(rows == other.rows, "shapes fit")
        var result = Matrix(rows: columns, columns: other.columns)
        let length = other.rowLength
        for row in 0..<rows {
            let source = row * length
            for column in 0..<columns {
                let factor = self[row, column]
                guard factor != 0 else { continue }
                let target = column * length
                for offset in 0..<length {
                    result.vectors[target + offset] += other.vectors[source + offset] * factor
                }
            }
        }
        return result
    }

    /// This matrix times `other` turned on its side.
    func timesTransposed(_ other: Matrix) -> Matrix {
        precondition(columns == other.columns, "shapes fit")
        var result = Matrix(rows: rows, columns: other.rows)
        for row in 0..<rows {
            for column in 0..<other.rows {
                var products = SIMD16<Float>.zero
                for offset in 0..<rowLength {
                    products += vectors[row * rowLength + offset] * other.vectors[column * rowLength + offset]
                }
                result[row, column] = products.sum()
            }
        }
        return result
    }

    /// One row: the sum of all rows.
    func sumOfRows() -> Matrix {
        var result = Matrix(rows: 1, columns: columns)
        for row in 0..<rows {
            for offset in 0..<rowLength { result.vectors[offset] += vectors[row * rowLength + offset] }
        }
        return result
    }
}
