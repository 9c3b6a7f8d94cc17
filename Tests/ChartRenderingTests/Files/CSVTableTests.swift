import Foundation
import Testing

@testable import ChartRendering

@Suite struct CSVTableTests {
    private func table(_ text: String, limits: CSVLimits = CSVLimits()) throws -> CSVTable {
        let folder = try TemporaryFolder()
        return try CSVTable(file: folder.write(text, to: "run.csv"), limits: limits)
    }

    @Test func `numbers are charted over the iteration column`() throws {
        let table = try table("MSE,TrainingIteration,Name\n0.5,10,a\n0.25,20,b\n")
        #expect(table.chartedColumns.map(\.name) == ["MSE"])
        #expect(table.points(of: table.chartedColumns[0]) == [ChartPoint(x: 10, y: 0.5), ChartPoint(x: 20, y: 0.25)])
    }

    @Test func `row numbers stand in for a missing iteration column`() throws {
        let table = try table("MSE\n0.5\n0.25\n")
        #expect(table.iterationColumn == nil)
        #expect(table.points(of: table.chartedColumns[0]) == [ChartPoint(x: 1, y: 0.5), ChartPoint(x: 2, y: 0.25)])
    }

    @Test func `ragged rows and empty cells leave out single values`() throws {
        let table = try table("iteration,a,b\n1,10\n2,,20,extra,cells\n3\n4,40,50\n")
        let columns = table.chartedColumns
        #expect(columns.map(\.name) == ["a", "b"])
        #expect(table.points(of: columns[0]) == [ChartPoint(x: 1, y: 10), ChartPoint(x: 4, y: 40)])
        #expect(table.points(of: columns[1]) == [ChartPoint(x: 2, y: 20), ChartPoint(x: 4, y: 50)])
    }

    @Test func `not a number and infinities are numbers, words and identifiers are not`() throws {
        let table = try table(
            "iteration,loss,note,ArtifactID,hex,flag\n1,NaN,1,123,0x10,true\n2,-Infinity,x,456,0x11,false\n3, 1e-3 ,2,7,0x12,true\n"
        )
        #expect(table.chartedColumns.map(\.name) == ["loss"])
        #expect(table.chartedColumns[0].values.map { "\($0)" } == ["nan", "-inf", "0.001"])
    }

    @Test func `a large file is read in pieces`() throws {
        let rows = (1...20_000).map { "\($0),\($0 * 2)" }.joined(separator: "\n")
        let table = try table("iteration,value\n" + rows)
        let points = table.points(of: table.chartedColumns[0])
        #expect(points.count == 20_000)
        #expect(points.last == ChartPoint(x: 20_000, y: 40_000))
    }

    @Test func `limits and missing headers are errors that name the file`() throws {
        let text = "a,b,c\n1,2,3\n4,5,6\n"
        for limits in [
            CSVLimits(maximumBytes: 10), CSVLimits(maximumColumns: 2), CSVLimits(maximumNumbers: 5),
        ] {
            let error = #expect(throws: ChartError.self) { try table(text, limits: limits) }
            #expect(error?.code == .tooLarge)
            #expect(error?.message.contains("run.csv") == true)
        }
        #expect(throws: ChartError.self) { try table("\n\n") }
        let missing = #expect(throws: ChartError.self) {
            try CSVTable(file: URL(fileURLWithPath: "/nonexistent/x.csv"), limits: CSVLimits())
        }
        #expect(missing?.code == .notFound)
        #expect(missing?.message.contains("/nonexistent") == false)
    }

    @Test func `a folder in place of a file is an error`() throws {
        let folder = try TemporaryFolder()
        #expect(throws: ChartError.self) { try CSVTable(file: folder.url, limits: CSVLimits()) }
    }

    @Test func `images are found in both kinds of columns`() throws {
        let path = try table("ModelName,ImagePath,Tag\nA,one.png,first\n,two.png,\nB,,none\n")
        #expect(
            path.images == [
                ImageReference(path: "one.png", tag: "first", group: "A"),
                ImageReference(path: "two.png", tag: "", group: ""),
            ])
        let info = try table(
            "ModelName,ImageInfo\nA,\"{\"\"ImagePath\"\": \"\"a.png\"\", \"\"Tag\"\": \"\"t1\"\"}\"\nB,\"{'ImagePath': 'b\\\\c.png', 'Tag': 't2'}\"\n"
        )
        #expect(
            info.images == [
                ImageReference(path: "a.png", tag: "t1", group: "A"),
                ImageReference(path: "b\\c.png", tag: "t2", group: "B"),
            ])
    }

    @Test func `image information of any shape is read without harm`() {
        func read(_ text: String) -> [String] {
            ImageReference.references(inInfo: text, group: "").map { "\($0.path)=\($0.tag)" }
        }
        #expect(read("[{'Tag': 'x', 'ImagePath': 'a'}, {'Tag': 'y', 'ImagePath': 'b'}]") == ["a=x", "b=y"])
        #expect(read("[{'ImagePath': 'a'}, {'ImagePath': 'b', 'Tag': 'y'}]") == ["a=", "b=y"])
        for text in ["", "{", "'", "\"ImagePath\":", "nan", "{'ImagePath': None}", "::::", "\\"] {
            #expect(read(text) == [])
        }
    }
}
