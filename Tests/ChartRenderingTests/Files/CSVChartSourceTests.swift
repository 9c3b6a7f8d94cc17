import Foundation
import RasterGraphics
import RegistryTestKit
import Testing

@testable import ChartRendering

@Suite struct CSVChartSourceTests {
    @Test func `one chart a column with one line a file`() throws {
        let folder = try TemporaryFolder()
        let first = try folder.write("iteration,MSE,Name\n1,3,a\n2,2,b\n", to: "first.csv")
        let second = try folder.write("MSE,Completeness,iteration\n5,0.5,1\n4,0.6,2\n", to: "second.csv")
        var generator = SeededGenerator(seed: 1)
        let source = CSVChartSource(size: try ChartSize(width: 300, height: 200))
        let charts = try source.generateNumericCharts(files: [first, second], using: &generator)
        #expect(charts.map(\.title) == ["MSE Over Iterations", "Completeness Over Iterations"])
        let picture = try PNGDecoder().decode(charts[0].png)
        let expected = LineChart(
            title: "MSE Over Iterations", xLabel: "iteration", yLabel: "MSE",
            series: [
                ChartSeries(name: "first.csv", points: [ChartPoint(x: 1, y: 3), ChartPoint(x: 2, y: 2)]),
                ChartSeries(name: "second.csv", points: [ChartPoint(x: 1, y: 5), ChartPoint(x: 2, y: 4)]),
            ])
        #expect(try picture == expected.render(size: ChartSize(width: 300, height: 200)))
    }

    @Test func `file names are safe whatever the column is called`() {
        var generator = SeededGenerator(seed: 2)
        func name(_ column: String) -> String { ChartFileName.make(column: column, using: &generator) }
        #expect(name("MSE").wholeMatch(of: /chart_MSE_[0-9a-f]{8}\.png/) != nil)
        #expect(name("../../etc/passwd").wholeMatch(of: /chart__etc_passwd_[0-9a-f]{8}\.png/) != nil)
        #expect(name("").wholeMatch(of: /chart_column_[0-9a-f]{8}\.png/) != nil)
        #expect(name("λ\u{0}\n").wholeMatch(of: /chart_column_[0-9a-f]{8}\.png/) != nil)
        #expect(name(String(repeating: "a", count: 5_000)).count < 90)
        #expect(name("x") != name("x"))
    }

    @Test func `pictures inside the allowed folder are shown, all others are not`() throws {
        let folder = try TemporaryFolder()
        let outside = try TemporaryFolder()
        let red = Color(hex: 0xFF0000)
        let file = try PNGEncoder().encode(Pixmap(width: 8, height: 8, color: red))
        _ = try folder.write(file, to: "images/inside.png")
        let secret = try outside.write(file, to: "secret.png")
        _ = try folder.write("not a picture", to: "images/text.png")
        try FileManager.default.createSymbolicLink(
            at: folder.url.appendingPathComponent("images/link.png"), withDestinationURL: secret)
        let allowed = try #require(ImageFolder(folder.url.appendingPathComponent("images")))
        let csv = folder.url.appendingPathComponent("run.csv")
        func content(_ path: String) -> ImageGridItem.Content { allowed.content(at: path, besideFile: csv) }

        let shown = ImageGridItem.Content.image(try Pixmap(width: 8, height: 8, color: red))
        #expect(content("inside.png") == shown)
        #expect(content("images/inside.png") == shown)
        #expect(content(folder.url.appendingPathComponent("images/inside.png").path) == shown)
        #expect(content("text.png") == .unreadable)
        for path in [
            secret.path, "link.png", "../../\(outside.url.lastPathComponent)/secret.png", "missing.png", "", ".", "..",
            "/etc/passwd", "/dev/zero", "a\u{0}b", String(repeating: "a/", count: 5_000),
        ] {
            #expect(content(path) == .missing, "\(path)")
        }
    }

    @Test func `a large picture is kept no larger than it is shown`() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write(PNGEncoder().encode(Pixmap(width: 900, height: 450, color: .black)), to: "large.png")
        let allowed = try #require(ImageFolder(folder.url))
        guard case .image(let image) = allowed.content(at: "large.png", besideFile: folder.url) else {
            Issue.record("the picture is there")
            return
        }
        #expect(image.width == 416 && image.height == 208)
    }

    @Test func `one grid for each name, missing pictures included`() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write(PNGEncoder().encode(Pixmap(width: 8, height: 8, color: .black)), to: "a.png")
        let csv = try folder.write(
            "ModelName,ImagePath,Tag,loss\nfirst,a.png,t,1\nsecond,b.png,t,2\nfirst,c.png,t,3\n", to: "run.csv")
        var generator = SeededGenerator(seed: 3)
        let source = CSVChartSource(imageFolder: folder.url)
        let charts = try source.generateImageCharts(files: [csv], using: &generator)
        #expect(charts.map(\.title) == ["first: images", "second: images"])
        let expected = ImageGrid(
            title: "first: images",
            items: [
                ImageGridItem(title: "t", content: .image(try Pixmap(width: 8, height: 8, color: .black))),
                ImageGridItem(title: "t", content: .missing),
            ])
        #expect(try charts[0].png == expected.png())
        let all = try source.generateCombinedCharts(files: [csv], using: &generator)
        #expect(all.map(\.title) == ["loss Over Rows", "first: images", "second: images"])
        let none = try CSVChartSource().generateImageCharts(files: [csv], using: &generator)
        #expect(none.count == 2 && none[0].png != charts[0].png)
    }

    @Test func `no files make no charts, a missing one is an error`() throws {
        var generator = SeededGenerator(seed: 4)
        #expect(try CSVChartSource().generateCombinedCharts(files: [], using: &generator).isEmpty)
        let error = #expect(throws: ChartError.self) {
            try CSVChartSource().generateCombinedCharts(files: [URL(fileURLWithPath: "/no/run.csv")], using: &generator)
        }
        #expect(error?.code == .notFound)
    }

    @Test func `no file is read and no chart is drawn once they are not wanted any more`() throws {
        let folder = try TemporaryFolder()
        let files = try (1...3).map { try folder.write("iteration,a,b,c\n1,3,4,5\n", to: "\($0).csv") }
        var asked = 0
        func isWanted() -> Bool {
            asked += 1
            return asked <= 4
        }
        #expect(throws: CancellationError.self) { try CSVFiles(files, isWanted: isWanted) }
        // Twice for the first file's pieces, once before each file: the third is not begun.
        #expect(asked < 8)
        let read = try CSVFiles(files, isWanted: { true })
        asked = 3
        var generator = SeededGenerator(seed: 5)
        #expect(throws: CancellationError.self) {
            try CSVChartSource().charts(of: read, using: &generator, isWanted: isWanted)
        }
    }
}
