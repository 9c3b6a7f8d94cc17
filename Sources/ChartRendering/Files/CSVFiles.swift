package import Foundation

/// CSV files as far as they can be read: one that cannot takes nothing away from the others.
package struct CSVFiles {
    /// Why a file is not among the others.
    package struct Problem: Sendable {
        package let file: URL
        package let error: ChartError
    }

    let tables: [CSVTable]
    /// The files that cannot be read.
    package let problems: [Problem]

    /// The files that can be read and in which there is nothing to draw.
    package var empty: [Problem] {
        tables.filter { $0.chartedColumns.isEmpty && $0.images.isEmpty }.map { table in
            Problem(
                file: table.file,
                error: ChartError(
                    .corruptData,
                    "None of the columns of \(table.file.lastPathComponent) holds numbers alone, so there is nothing to draw. "
                        + "A header that comes again, as in files put together, makes text of a column."))
        }
    }

    /// Reads files.
    ///
    /// - Parameter isWanted: asked before each file and while one is read.
    /// - Throws: `CancellationError` when they are not wanted any more.
    package init(_ files: [URL], limits: CSVLimits = CSVLimits(), isWanted: () -> Bool) throws(CancellationError) {
        var tables: [CSVTable] = []
        var problems: [Problem] = []
        for file in files {
            guard isWanted() else { throw CancellationError() }
            do {
                tables.append(try CSVTable(file: file, limits: limits, isWanted: isWanted))
            } catch {
                problems.append(Problem(file: file, error: error))
            }
        }
        guard isWanted() else { throw CancellationError() }
        self.tables = tables
        self.problems = problems
    }
}
