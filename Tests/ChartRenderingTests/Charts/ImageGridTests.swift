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

    @Test func `pictures with steps stand in one block for each step, rising`() throws {
        let steps: [Int?] = [20, 10, nil, 20, 10, 1_000, 10]
        let items = try steps.enumerated().map { index, step in
            ImageGridItem(title: "\(index)", content: try item().content, step: step)
        }
        let layout = ImageGridLayout(ImageGrid(items: items))
        #expect(layout.headings.map(\.text.text) == ["Step 10", "Step 20", "Step 1,000", "Without a step"])
        #expect(layout.cells.map(\.itemIndex) == [1, 4, 6, 0, 3, 5, 2])
        #expect(layout.headings.map(\.point.y) == layout.headings.map(\.point.y).sorted())
        // Each block lies between its heading and the next one.
        for (heading, members) in zip(layout.headings, [0..<3, 3..<5, 5..<6, 6..<7]) {
            let next = layout.headings.first { $0.point.y > heading.point.y }?.point.y ?? layout.bounds.height
            for cell in layout.cells[members] {
                #expect(cell.frame.y > heading.point.y && cell.frame.maxY < next)
            }
        }
        #expect(Set(layout.cells.map(\.frame)).count == 7)
        #expect(ImageGridLayout(ImageGrid(items: [try item()])).headings.isEmpty)
    }

    @Test func `a step of many pictures has rows of at most ten`() throws {
        let items = (0..<25).map { ImageGridItem(title: "", content: .missing, step: $0 < 23 ? 1 : 2) }
        let layout = ImageGridLayout(ImageGrid(items: items))
        let rows = Dictionary(grouping: layout.cells, by: \.frame.y).values.map(\.count).sorted()
        #expect(rows == [2, 3, 10, 10])
    }

    @Test func `no grid is higher than a picture may be`() throws {
        let items = (0..<300).map { ImageGridItem(title: "tag", content: .missing, step: $0) }
        for scale in [1, 4] {
            for columns in [1, 10] {
                let grid = ImageGrid(title: "grid", items: items, columns: columns)
                let layout = ImageGridLayout(grid, scale: scale)
                #expect(Int(layout.bounds.height) <= Pixmap.maximumSide && !layout.cells.isEmpty)
                #expect(layout.note?.text == "+\(300 - layout.cells.count) more")
                #expect(layout.headings.count == layout.cells.count)
                #expect(layout.notePoint.y < layout.bounds.height)
            }
        }
        let plain = ImageGrid(items: items.map { ImageGridItem(title: "", content: $0.content) }, columns: 1)
        #expect(try plain.render(scale: 1).height <= Pixmap.maximumSide)
    }

    @Test func `bytes of a PNG become a picture of at most the size that is shown`() throws {
        let small = try Pixmap(width: 9, height: 4, color: Color(hex: 0x00FF00))
        #expect(ImageGridItem(title: "", png: try PNGEncoder().encode(small)).content == .image(small))
        let large = try PNGEncoder().encode(Pixmap(width: 3_000, height: 10, color: Color(hex: 0x00FF00)))
        guard case .image(let image) = ImageGridItem(title: "", png: large, step: 3).content else {
            Issue.record("the picture was not read")
            return
        }
        #expect(image.width == 416 && image.height == 1 && image[200, 0] == Color(hex: 0x00FF00))
    }

    @Test func `what is missing, damaged or declares an enormous size is said to be so`() throws {
        #expect(ImageGridItem(title: "", png: nil).content == .missing)
        #expect(ImageGridItem(title: "", png: []).content == .unreadable)
        #expect(ImageGridItem(title: "", png: Array("GIF89a".utf8)).content == .unreadable)
        var file = try PNGEncoder().encode(Pixmap(width: 8, height: 8, color: .white))
        #expect(ImageGridItem(title: "", png: Array(file.prefix(file.count / 2))).content == .unreadable)
        // The width in the header becomes two thousand million; the decoder's limit is what refuses it.
        file.replaceSubrange(16..<20, with: [0x7F, 0xFF, 0xFF, 0xFF])
        #expect(ImageGridItem(title: "", png: file).content == .unreadable)
        let honest = try PNGEncoder().encode(Pixmap(width: 300, height: 300, color: .white))
        let strict = PNGDecoder(maximumSide: 200)
        #expect(ImageGridItem(title: "", png: honest, decoder: strict).content == .unreadable)
    }

    @Test func `the smallest and the largest step are headings too`() throws {
        let items = [Int.max, .min].map { ImageGridItem(title: "", content: .missing, step: $0) }
        #expect(
            ImageGridBlock.blocks(of: items).map(\.heading) == [
                "Step −9,223,372,036,854,775,808", "Step 9,223,372,036,854,775,807",
            ])
    }
}
