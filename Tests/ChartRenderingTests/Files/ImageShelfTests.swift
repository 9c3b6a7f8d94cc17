import Foundation
import RasterGraphics
import RegistryTestKit
import Testing

@testable import ChartRendering

@Suite struct ImageShelfTests {
    private let folder: TemporaryFolder
    private let allowed: ImageFolder

    init() throws {
        folder = try TemporaryFolder()
        allowed = try #require(ImageFolder(folder.url))
    }

    private func write(_ name: String) throws {
        _ = try folder.write(PNGEncoder().encode(Pixmap(width: 10, height: 10, color: .black)), to: name)
    }

    private func isImage(_ content: ImageGridItem.Content) -> Bool {
        if case .image = content { true } else { false }
    }

    @Test func `a file is opened once, however often and in however many ways it is named`() throws {
        try write("a.png")
        try FileManager.default.createSymbolicLink(
            at: folder.url.appendingPathComponent("link.png"),
            withDestinationURL: folder.url.appendingPathComponent("a.png"))
        var shelf = ImageShelf(allowed)
        let csv = folder.url.appendingPathComponent("run.csv")
        for path in ["a.png", "./a.png", "link.png", folder.url.path + "/a.png", "a.png"] {
            #expect(isImage(shelf.content(at: path, besideFile: csv)))
        }
        #expect(shelf.openedCount == 1)
        #expect(shelf.content(at: "b.png", besideFile: csv) == .missing)
    }

    @Test func `no more pixels are decoded than the budget has`() throws {
        for name in ["a.png", "b.png", "c.png"] { try write(name) }
        var shelf = ImageShelf(allowed, maximumPixels: 250)
        let csv = folder.url.appendingPathComponent("run.csv")
        let contents = ["a.png", "b.png", "c.png", "a.png"].map { shelf.content(at: $0, besideFile: csv) }
        #expect(contents.map(isImage) == [true, true, false, true])
        #expect(contents[2] == .unreadable)
    }

    @Test func `pictures are not opened once they are not wanted any more`() throws {
        try write("a.png")
        let rows = (0..<150).map { "m,a.png,\($0)\n" }.joined()
        let csv = try folder.write("ModelName,ImagePath,Tag\n" + rows, to: "run.csv")
        let read = try CSVFiles([csv], isWanted: { true })
        var asked = 0
        var generator = SeededGenerator(seed: 1)
        #expect(throws: CancellationError.self) {
            try CSVChartSource(imageFolder: folder.url).charts(of: read, using: &generator) {
                asked += 1
                return asked < 5
            }
        }
        // Before each picture, not only before each grid.
        #expect(asked >= 5)
    }

    @Test func `a grid counts the pictures beyond those that it draws`() throws {
        let rows = (0..<203).map { "m,missing.png,\($0)\n" }.joined()
        let csv = try folder.write("ModelName,ImagePath,Tag\n" + rows, to: "run.csv")
        var generator = SeededGenerator(seed: 1)
        let charts = try CSVChartSource(imageFolder: folder.url).generateImageCharts(files: [csv], using: &generator)
        let expected = ImageGrid(
            title: "m: images", items: (0..<200).map { ImageGridItem(title: "\($0)", content: .missing) },
            furtherCount: 3)
        #expect(charts.map(\.png) == [try expected.png()])
        #expect(ImageGridLayout(expected).note?.text == "+3 more")
    }
}
