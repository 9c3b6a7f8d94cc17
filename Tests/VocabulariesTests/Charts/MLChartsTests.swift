import ChartRendering
import RegistryCore
import Testing
import TrainingLog

@testable import Vocabularies

struct MLChartsTests {
    @Test func `Charts are of the values that were logged, and pictures of the run`() async throws {
        let bench = try MLBench()
        let logger = try bench.logger(keptValues: 3)
        for value in 0..<5 {
            logger.metrics.log("train/loss", Double(value))
            logger.metrics.log("train/accuracy", Double(10 * value))
        }
        let line = try logger.charts.lineChart(["train/*"], fileName: "both.png")
        #expect(line.series.map(\.name) == ["train/loss", "train/accuracy"])
        // The oldest two are not kept any more.
        #expect(
            line.series.first?.content
                == .points([ChartPoint(x: 2, y: 2), ChartPoint(x: 3, y: 3), ChartPoint(x: 4, y: 4)]))
        let scatter = try logger.charts.scatterPlot(x: "train/loss", y: "train/accuracy")
        #expect(scatter.series.first?.points.last == ChartPoint(x: 4, y: 40))
        #expect(try logger.charts.barChart(["train/accuracy"]).groups.first?.values == [40])
        let error = #expect(throws: RegistryError.self) { try logger.charts.lineChart(["train/los"]) }
        #expect(error?.code == .notFound && error?.message.contains("train/loss") == true)
        expectError(.invalidArgument) { _ = try logger.charts.lineChart([]) }
        #expect(try logger.files.list() == ["bar_chart.png", "both.png", "scatter_plot.png"])
        await #expect(throws: RegistryError.self) { try await logger.charts.images("nothing*") }
        try await logger.close()
    }

    @Test func `Names of metrics are patterns as names of files are, also those that begin with a dot`() async throws {
        let logger = try MLBench().logger()
        for name in ["loss_1", "loss_2", "loss_10", ".hidden"] { logger.metrics.log(name, 1) }
        #expect(try logger.charts.lineChart(["loss_?"]).series.map(\.name) == ["loss_1", "loss_2"])
        #expect(try logger.charts.lineChart(["loss_[!1]"]).series.map(\.name) == ["loss_2"])
        #expect(try logger.charts.lineChart(["*"]).series.count == 4)
        try await logger.close()
    }

    @Test func `Pictures follow each other as people count, whatever the case of their names' ending`() async throws {
        let bench = try MLBench()
        let logger = try bench.logger()
        func picture(_ value: UInt8) throws -> ImageArray {
            try ImageArray([UInt8](repeating: value, count: 64), shape: [8, 8])
        }
        // In the order in which people count.
        let names = ["f_1.png", "f_2.PNG", "f_10.png"]
        for (index, name) in names.enumerated().reversed() {
            logger.files.saveImage(name, try picture(UInt8(index * 60)))
        }
        #expect(try await logger.charts.images("f_*") == 3)
        #expect(try await logger.charts.images("f_?.*", fileName: "short.png") == 2)
        #expect(try await logger.charts.images("f_[!1].PNG", fileName: "one.png") == 1)
        var items: [ImageGridItem] = []
        for name in names { items.append(ImageGridItem(title: name, png: try await logger.files.load(name))) }
        #expect(try await logger.files.load("images.png") == ImageGrid(title: "", items: items, furtherCount: 0).png())
        try await logger.close()
        #expect(bench.problems.isEmpty)
    }
}
