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
        let line = try #require(logger.charts.lineChart(["train/*"], fileName: "both.png"))
        #expect(line.series.map(\.name) == ["train/loss", "train/accuracy"])
        // The oldest two are not kept any more.
        #expect(
            line.series.first?.content
                == .points([ChartPoint(x: 2, y: 2), ChartPoint(x: 3, y: 3), ChartPoint(x: 4, y: 4)]))
        let scatter = try #require(logger.charts.scatterPlot(x: "train/loss", y: "train/accuracy"))
        #expect(scatter.series.first?.points.last == ChartPoint(x: 4, y: 40))
        #expect(logger.charts.barChart(["train/accuracy"])?.groups.first?.values == [40])
        #expect(try logger.files.list() == ["bar_chart.png", "both.png", "scatter_plot.png"])
        try await logger.close()
        #expect(bench.problems.isEmpty)
    }

    @Test func `A chart that cannot be made is told, and ends no run`() async throws {
        let bench = try MLBench()
        let logger = try bench.logger()
        let id = try await logger.run("early") { run in
            run.metrics.log("train/loss", 1)
            run.charts.lineChart(["val/*"])
            #expect(run.charts.lineChart(["train/los"]) == nil && run.charts.lineChart([]) == nil)
            #expect(run.charts.scatterPlot(x: "train/loss", y: "none") == nil && run.charts.barChart(["none"]) == nil)
            let counts = [try await run.charts.images("nothing*"), try await run.charts.video("nothing*.png")]
            let names = try run.files.list()
            #expect(counts == [0, 0] && names.isEmpty)
            return run.runID
        }
        #expect(try await bench.run(id)?.status == .finished)
        try #require(bench.problems.count == 7)
        #expect(bench.problems[0].hasPrefix("line_chart.png is not made: No metric val/* has a value yet."))
        #expect(bench.problems[1].contains("Do you mean train/loss?"))
        #expect(bench.problems[5].hasPrefix("images.png is not made: No PNG file"))
        #expect(bench.problems[6].hasPrefix("video.gif is not made: no file is meant by nothing*.png"))
        logger.logger.disable()
        #expect(logger.charts.lineChart(["none"]) == nil && bench.problems.count == 7)
    }

    @Test func `Dots are pairs of values at the same step, whatever the rhythm of the metrics`() async throws {
        let bench = try MLBench()
        let logger = try bench.logger()
        for step in 0..<10 { logger.metrics.log("loss", Double(step), step: Step(Int64(step))) }
        for step in [2, 5, 20] { logger.metrics.log("accuracy", Double(100 * step), step: Step(Int64(step))) }
        let chart = logger.charts.scatterPlot(x: "loss", y: "accuracy")
        #expect(chart?.series.first?.points == [ChartPoint(x: 2, y: 200), ChartPoint(x: 5, y: 500)])
        #expect(
            logger.charts.scatterPlot(x: "accuracy", y: "loss")?.series.first?.points
                == [ChartPoint(x: 200, y: 2), ChartPoint(x: 500, y: 5)])
        // Several at one step: from the last one back.
        for value in [1.0, 2, 3] { logger.metrics.log("a", value, step: 4) }
        for value in [20.0, 30] { logger.metrics.log("b", value, step: 4) }
        #expect(
            logger.charts.scatterPlot(x: "a", y: "b")?.series.first?.points
                == [ChartPoint(x: 2, y: 20), ChartPoint(x: 3, y: 30)])
        #expect(bench.problems.isEmpty)
        #expect(logger.charts.scatterPlot(x: "a", y: "accuracy") == nil)
        #expect(bench.problems.last?.contains("no step at which both a and accuracy") == true)
        try await logger.close()
    }

    @Test func `A line stands over the steps that were logged, which the axis names in whole numbers`() async throws {
        let logger = try MLBench().logger(keptValues: 3)
        for step in [10, 20, 40, 80] { logger.metrics.log("loss", Double(step), step: Step(Int64(step))) }
        logger.metrics.log(step: 7, ["a": 1, "b": 2])
        // Without a step they stand where they would be logged: behind the one value that was.
        logger.metrics.collect("a", 3)
        logger.metrics.collect("a", 4, step: 9)
        let chart = try #require(logger.charts.lineChart(["loss"]))
        #expect(
            chart.series.first?.content
                == .points([ChartPoint(x: 20, y: 20), ChartPoint(x: 40, y: 40), ChartPoint(x: 80, y: 80)]))
        #expect(chart.xLabel == "step")
        guard case .values(let axis) = chart.frame.x else { throw RegistryError(.corruptData, "no axis of values") }
        #expect(axis.isWhole)
        #expect(
            logger.charts.lineChart(["a"])?.series.first?.content
                == .points([ChartPoint(x: 7, y: 1), ChartPoint(x: 1, y: 3), ChartPoint(x: 9, y: 4)]))
        #expect(logger.charts.lineChart(["b"])?.series.first?.content == .points([ChartPoint(x: 7, y: 2)]))
        try await logger.close()
    }

    @Test func `Names of metrics are patterns as names of files are, also those that begin with a dot`() async throws {
        let logger = try MLBench().logger()
        for name in ["loss_1", "loss_2", "loss_10", ".hidden"] { logger.metrics.log(name, 1) }
        #expect(logger.charts.lineChart(["loss_?"])?.series.map(\.name) == ["loss_1", "loss_2"])
        #expect(logger.charts.lineChart(["loss_[!1]"])?.series.map(\.name) == ["loss_2"])
        #expect(logger.charts.lineChart(["*"])?.series.count == 4)
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
