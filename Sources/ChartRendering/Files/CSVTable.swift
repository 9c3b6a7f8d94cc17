import FileFaults
import Foundation

/// What charts need of one CSV file: its numbers by column, and the pictures its rows name.
struct CSVTable {
    let file: URL
    /// The file's name without its folder.
    let name: String
    private(set) var columns: [NumericColumn] = []
    private(set) var images: [ImageReference] = []
    private(set) var rowCount: Int32 = 0
    /// The `ModelName` that all records share; `nil` when they have none or several.
    var modelName: String? { modelNames.count == 1 ? modelNames.first : nil }
    /// The models seen so far, two at most: more say no more.
    private var modelNames: Set<String> = []

    private let limits: CSVLimits
    private var header: [String] = []
    private var modelColumn: Int?
    private var numbersKept = 0

    /// Columns that identify a record: their values may look like numbers but are names.
    private static let identifiers: Set<String> = ["artifactid", "_id"]
    private static let pieceBytes = 65_536

    /// Reads a file piece by piece.
    ///
    /// - Parameter isWanted: asked before each piece. Once it says no, the rest is not read and the table holds a part only.
    /// - Throws: `ChartError` with `notFound`, `tooLarge` (a limit) or `corruptData` (no header).
    init(file: URL, limits: CSVLimits, isWanted: () -> Bool = { true }) throws(ChartError) {
        self.file = file
        name = file.lastPathComponent
        self.limits = limits
        let handle: FileHandle
        do {
            handle = try FileHandle(forReadingFrom: file)
        } catch {
            throw ChartError(.notFound, "cannot open the CSV file '\(file.lastPathComponent)': check that it is there")
        }
        defer { try? handle.close() }
        var parser = CSVParser(
            maximumFieldBytes: limits.maximumFieldBytes, maximumFields: min(limits.maximumColumns, 1 << 20) + 1)
        var bytesRead = 0
        while isWanted(), let piece = try CSVTable.read(handle, name: file.lastPathComponent), !piece.isEmpty {
            bytesRead += piece.count
            guard bytesRead <= limits.maximumBytes else {
                throw ChartError(
                    .tooLarge,
                    "the CSV file '\(name)' is larger than \(limits.maximumBytes) bytes: chart a part of it")
            }
            try parser.feed([UInt8](piece)) { row throws(ChartError) in try take(row) }
        }
        try parser.finish { row throws(ChartError) in try take(row) }
        guard !header.isEmpty else {
            throw ChartError(.corruptData, "the CSV file '\(name)' is empty: its first line must name the columns")
        }
    }

    private static func read(_ handle: FileHandle, name: String) throws(ChartError) -> Data? {
        do {
            return try handle.read(upToCount: pieceBytes)
        } catch {
            throw ChartError(.notFound, "cannot read the CSV file '\(name)': \(FileFault.reason(of: error))")
        }
    }

    private mutating func take(_ row: [String]) throws(ChartError) {
        if header.isEmpty {
            guard row.count <= limits.maximumColumns else {
                throw ChartError(
                    .tooLarge, "the CSV file '\(name)' has more than \(limits.maximumColumns) columns")
            }
            header = DistinctNames.numbered(
                row.enumerated().map { $0.element.isEmpty ? "column \($0.offset + 1)" : $0.element })
            columns = header.map(NumericColumn.init(name:))
            modelColumn = header.firstIndex(of: "ModelName")
            return
        }
        guard rowCount < .max else { throw ChartError(.tooLarge, "the CSV file '\(name)' has too many rows") }
        rowCount += 1
        for (index, text) in row.prefix(header.count).enumerated() where columns[index].take(text, row: rowCount) {
            numbersKept += 1
        }
        guard numbersKept <= limits.maximumNumbers else {
            throw ChartError(
                .tooLarge, "the CSV file '\(name)' has more than \(limits.maximumNumbers) numbers: chart a part of it")
        }
        let model = modelColumn.flatMap { $0 < row.count ? row[$0] : nil } ?? ""
        if !model.isEmpty, modelNames.count < 2 { modelNames.insert(model) }
        if Int(rowCount) <= limits.maximumImageRows { takeImages(row) }
    }

    private mutating func takeImages(_ row: [String]) {
        func cell(_ column: String) -> String {
            guard let index = header.firstIndex(of: column), index < row.count else { return "" }
            return row[index]
        }
        let group = cell("ModelName")
        if !cell("ImagePath").isEmpty {
            images.append(ImageReference(path: cell("ImagePath"), tag: cell("Tag"), group: group))
        } else if !cell("ImageInfo").isEmpty {
            images.append(contentsOf: ImageReference.references(inInfo: cell("ImageInfo"), group: group))
        }
    }

    /// The column that counts iterations: the first whose lower-cased name contains "iteration" and that holds numbers only.
    var iterationColumn: NumericColumn? {
        columns.first { $0.name.lowercased().contains("iteration") && $0.isNumeric && !$0.values.isEmpty }
    }

    /// The columns to be charted: numbers only, at least one, neither iterations nor identifiers.
    var chartedColumns: [NumericColumn] {
        let iteration = iterationColumn?.name
        return columns.filter {
            $0.isNumeric && !$0.values.isEmpty && $0.name != iteration
                && !CSVTable.identifiers.contains($0.name.lowercased())
        }
    }

    /// The points of the charted column of a name; none without one.
    func points(ofColumn name: String) -> [ChartPoint] {
        chartedColumns.first { $0.name == name }.map(points(of:)) ?? []
    }

    /// A column's values over iterations, or over row numbers from 1 when the file does not count iterations. A row without an
    /// iteration is left out; the points are in the order of the rows.
    func points(of column: NumericColumn) -> [ChartPoint] {
        guard let iterations = iterationColumn else {
            return zip(column.rows, column.values).map { ChartPoint(x: Double($0), y: $1) }
        }
        var points: [ChartPoint] = []
        points.reserveCapacity(column.values.count)
        var next = 0
        for (row, value) in zip(column.rows, column.values) {
            while next < iterations.rows.count, iterations.rows[next] < row { next += 1 }
            if next < iterations.rows.count, iterations.rows[next] == row {
                points.append(ChartPoint(x: iterations.values[next], y: value))
            }
        }
        return points
    }
}
