import Foundation
import RasterGraphics
import RegistryTestKit
import Testing

@testable import ChartRendering

/// Lines and axes of CSV files say what they are.
@Suite struct CSVNamesTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func titles(_ texts: String...) throws -> [String] {
        let files = try texts.enumerated().map { try folder.write($0.element, to: "\($0.offset).csv") }
        var generator = SeededGenerator(seed: 1)
        return try CSVChartSource().generateNumericCharts(files: files, using: &generator).map(\.title)
    }

    @Test func `columns of one name are charts of their own`() throws {
        #expect(
            try titles("iteration,loss,loss\n1,2,3\n", "iteration,loss,loss\n1,4,5\n")
                == ["loss Over Iterations", "loss (2) Over Iterations"])
        #expect(DistinctNames.numbered(["a", "a", "a (2)", "a", "b"]) == ["a", "a (3)", "a (2)", "a (4)", "b"])
        #expect(DistinctNames.numbered(["a", "b"]) == ["a", "b"])
    }

    @Test func `a chart says what its horizontal axis is`() throws {
        let iterations = "TrainingIteration,loss\n1,2\n"
        let rows = "loss,MSE\n1,2\n"
        #expect(try titles(iterations, "epoch iteration,loss\n1,2\n") == ["loss Over Iterations"])
        #expect(try titles(rows) == ["loss Over Rows", "MSE Over Rows"])
        #expect(try titles(iterations, rows) == ["loss Over Iterations or Rows", "MSE Over Rows"])
        func label(_ texts: String...) throws -> String {
            IterationAxis(
                try texts.map { try CSVTable(file: folder.write($0, to: "label.csv"), limits: CSVLimits()) }
            ).label
        }
        #expect(try label(iterations, iterations) == "TrainingIteration")
        #expect(try label(rows) == "Row")
        #expect(try label(rows, iterations, "iteration,loss\n1,2\n") == "TrainingIteration or iteration or row")
    }

    @Test func `files whose last folders are called alike are told apart by those before them`() {
        func names(_ paths: String...) -> [String] {
            LegendNames.names(for: paths.map { (file: URL(filePath: $0), model: nil) })
        }
        #expect(
            names("/r1/run/data/a.csv", "/r2/run/data/a.csv") == ["r1/run/data/a.csv", "r2/run/data/a.csv"])
        #expect(
            names("/x/r1/y/run/data/a.csv", "/x/r2/y/run/data/a.csv", "/a.csv")
                == ["r1/y/run/data/a.csv", "r2/y/run/data/a.csv", "a.csv"])
        #expect(names("/l/run/a.csv", "/l/run/a.csv") == ["l/run/a.csv", "l/run/a.csv (2)"])
    }
}
