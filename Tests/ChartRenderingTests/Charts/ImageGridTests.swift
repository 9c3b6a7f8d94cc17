import RasterGraphics
import Testing

@testable import ChartRendering

@Suite struct ImageGridTests {
    private func item(_ title: String = "tag", side: Int = 8) throws -> ImageGridItem {
        ImageGridItem(title: title, content: .image(try Pixmap(width: side, height: side, color: Color(hex: 0xFF0000))))
    }

    @Test func `a row has at most ten pictures`() throws {
        let grid = ImageGrid(title: "weights", items: try (0..<23).map { try item("tag \($0)") })
        let layout = ImageGridLayout(grid)
        #expect(layout.cells.count == 23)
        #expect(Set(layout.cells.map(\.frame.y)).count == 3)
        #expect(layout.cells.filter { $0.frame.y == layout.cells[0].frame.y }.count == 10)
        for (index, cell) in layout.cells.enumerated() {
            #expect(layout.bounds.intersection(cell.frame) == cell.frame)
            for other in layout.cells.dropFirst(index + 1) { #expect(!cell.frame.overlaps(other.frame)) }
        }
    }

    @Test func `a narrow grid has as many pictures in a row as it says`() throws {
        let layout = ImageGridLayout(ImageGrid(items: try (0..<7).map { try item("tag \($0)") }, columns: 3))
        #expect(layout.cells[3].frame.x == layout.cells[0].frame.x)
        #expect(layout.bounds.width <= 364)
        #expect(ImageGridLayout(ImageGrid(items: [try item("one")], columns: 0)).cells.count == 1)
    }

    @Test func `one picture, none, and missing ones are drawn`() throws {
        let red = Color(hex: 0xFF0000)
        let one = ImageGrid(items: [try item(side: 5)])
        let cell = ImageGridLayout(one).cells[0].frame
        #expect(try one.render()[Int(cell.midX), Int(cell.midY)] == red)
        let missing = ImageGrid(items: [ImageGridItem(title: "gone", content: .missing)])
        #expect(try missing.render()[Int(cell.x) + 3, Int(cell.y) + 3] == ChartTheme.light.minorGrid)
        let unreadable = ImageGrid(items: [ImageGridItem(title: "gone", content: .unreadable)])
        #expect(try unreadable.render() != missing.render())
        #expect(ImageGridLayout(ImageGrid(items: [])).note?.text == "No images")
        #expect(try ImageGrid(items: []).render().width >= 240)
    }

    @Test func `pictures beyond the limit are counted`() throws {
        let items = [ImageGridItem](repeating: ImageGridItem(title: "", content: .missing), count: 250)
        let layout = ImageGridLayout(ImageGrid(items: items), scale: 4)
        #expect(layout.cells.count == ImageGrid.maximumImages)
        #expect(layout.note?.text == "+50 more")
        #expect(Int(layout.bounds.height) <= Pixmap.maximumSide)
    }

    @Test func `pictures keep their shape`() throws {
        let frame = Rect(x: 10, y: 20, width: 100, height: 100)
        let wide = ImageGridPainter.fitted(try Pixmap(width: 200, height: 50), in: frame)
        #expect(
            wide == Rect(x: 10, y: 58, width: 100, height: 25) || wide == Rect(x: 10, y: 57, width: 100, height: 25))
        let thin = ImageGridPainter.fitted(try Pixmap(width: 1, height: 10_000), in: frame)
        #expect(thin.width == 1 && thin.height == 100)
    }
}
