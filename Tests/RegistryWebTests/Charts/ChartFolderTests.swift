import Foundation
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct ChartFolderTests {
    private let path: String

    init() {
        path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path(percentEncoded: false)
    }

    private func chartName(_ column: String, _ number: Int) throws -> ChartName {
        let digits = String(number, radix: 16)
        return try #require(
            ChartName("chart_\(column)_\(String(repeating: "0", count: 8 - digits.count))\(digits).png"))
    }

    private func files() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

    @Test func `a kept chart is found by its name`() throws {
        let folder = try ChartFolder(path: path, retention: ChartRetention())
        let name = try chartName("MSE", 1)
        #expect(folder.chart(name) == nil)
        try folder.keep([1, 2, 3], as: name)
        #expect(folder.chart(name) == Data([1, 2, 3]))
        #expect(folder.holds(name))
    }

    @Test func `only the newest charts are kept`() throws {
        let folder = try ChartFolder(path: path, retention: ChartRetention(mostCharts: 2))
        for digest in 1...4 {
            let name = try chartName("c", digest)
            try folder.keep([0], as: name)
            try setAge(100 - Double(digest), of: name)
        }
        folder.tidy(now: Date())
        #expect(try files() == [try chartName("c", 3).description, try chartName("c", 4).description])
    }

    @Test func `old charts go, other files stay`() throws {
        let folder = try ChartFolder(path: path, retention: ChartRetention(longestAge: .seconds(60)))
        let old = try chartName("old", 1)
        let new = try chartName("new", 1)
        try folder.keep([0], as: old)
        try folder.keep([0], as: new)
        try setAge(61, of: old)
        let other = URL(filePath: path).appending(path: "weights.bin")
        try Data([0]).write(to: other)
        try FileManager.default.setAttributes(
            [.modificationDate: Date.distantPast], ofItemAtPath: other.path(percentEncoded: false))
        folder.tidy(now: Date())
        #expect(try files() == [new.description, "weights.bin"])
    }

    @Test func `a private folder goes with the server, a named one stays`() throws {
        let named = try ChartFolder(path: path, retention: ChartRetention())
        named.close()
        #expect(FileManager.default.fileExists(atPath: path))
        let own = try ChartFolder(path: nil, retention: ChartRetention())
        try own.keep([0], as: try chartName("c", 1))
        own.close()
        #expect(!own.holds(try chartName("c", 1)))
    }

    @Test func `a folder that cannot be made is explained`() throws {
        #expect(throws: RegistryError.self) {
            try ChartFolder(path: "/dev/null/charts", retention: ChartRetention())
        }
    }

    @Test(arguments: ["chart_MSE_0123abcd.png", "chart_val_loss_00000000.png", "chart_-_ffffffff.png"])
    func `a name of the right form is one`(text: String) {
        #expect(ChartName(text)?.description == text)
    }

    @Test(arguments: [
        "", "chart_MSE_0123abcd.svg", "chart_MSE_0123abc.png", "chart_MSE_0123ABCD.png", "chart__0123abcd.png",
        "chart_a/b_0123abcd.png", "chart_.._0123abcd.png", "../chart_MSE_0123abcd.png", "chart_MSE0123abcd.png",
        "chart_ü_0123abcd.png", "chart_MSE_0123abcd.png\n", "chart_0123abcd.png",
        "chart_" + String(repeating: "x", count: 200) + "_0123abcd.png",
    ])
    func `any other name is none`(text: String) {
        #expect(ChartName(text) == nil)
    }

    private func setAge(_ seconds: Double, of name: ChartName) throws {
        try FileManager.default.setAttributes(
            [.modificationDate: Date().addingTimeInterval(-seconds)],
            ofItemAtPath: URL(filePath: path).appending(path: name.description).path(percentEncoded: false))
    }
}
