import Foundation
import RegistryTestKit
import Testing

@testable import ChartRendering

@Suite struct LegendNamesTests {
    private func names(_ sources: (path: String, model: String?)...) -> [String] {
        LegendNames.names(for: sources.map { (file: URL(filePath: $0.path), model: $0.model) })
    }

    @Test func `a line is called like its model, or its file when the records name none`() {
        #expect(names(("/l/a/data/x.csv", "small"), ("/l/b/data/y.csv", "large")) == ["small", "large"])
        #expect(names(("/l/a/data/x.csv", "small"), ("/l/y.csv", nil)) == ["small", "y.csv"])
        #expect(names() == [])
    }

    @Test func `one model trained twice is told apart by its runs`() {
        #expect(names(("/l/slow/data/x.csv", "m"), ("/l/fast/data/x.csv", "m")) == ["slow", "fast"])
    }

    @Test func `what neither models nor runs tell apart is called like its file`() {
        #expect(names(("/l/a/data/x.csv", "m"), ("/l/a/data/y.csv", "m")) == ["x.csv", "y.csv"])
        #expect(names(("/l/x.csv", "m"), ("/l/y.csv", "m")) == ["x.csv", "y.csv"])
        #expect(names(("/l/a/x.csv", "m"), ("/l/b/x.csv", "m")) == ["l/a/x.csv", "l/b/x.csv"])
        // A model that is called like another one's file.
        #expect(names(("/l/x.csv", nil), ("/l/y.csv", "x.csv")) == ["x.csv", "y.csv"])
    }

    @Test func `a file of several models has no model's name`() throws {
        let folder = try TemporaryFolder()
        func model(_ text: String) throws -> String? {
            try CSVTable(file: folder.write(text, to: "a.csv"), limits: CSVLimits()).modelName
        }
        #expect(try model("ModelName,loss\nm,1\n,2\nm,3\n") == "m")
        #expect(try model("ModelName,loss\nm,1\nn,2\n") == nil)
        #expect(try model("loss\n1\n") == nil)
        #expect(try model("loss,ModelName\n1\n") == nil)
    }
}
