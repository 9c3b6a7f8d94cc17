import Foundation
import RegistryTestKit
import Testing

@testable import TrainingLog

struct LogProblemTests {
    private enum OwnError: Error {
        case noData(String)
    }

    @Test func `A program's own error is told in its own words`() {
        #expect(LogProblem.text(of: OwnError.noData("digits")) == #"noData("digits")."#)
    }

    @Test func `A program's own error is told without the secrets in it, and not at any length`() {
        let text = LogProblem.text(of: OwnError.noData("https://ada:verySecret@host/digits"))
        #expect(text.contains("noData") && text.contains("host/digits") && !text.contains("verySecret"), "\(text)")
        struct Localized: LocalizedError { var errorDescription: String? { "GET https://ada:verySecret@host failed" } }
        let localized = LogProblem.text(of: Localized())
        #expect(localized.hasPrefix("GET ") && !localized.contains("verySecret"), "\(localized)")
        #expect(LogProblem.text(of: OwnError.noData(String(repeating: "x", count: 100_000))).utf8.count <= 1_001)
    }

    @Test func `Errors about files name the file and the reason`() throws {
        let folder = try OwnedFolder()
        let file = folder.path + "/file"
        try Data("x".utf8).write(to: URL(filePath: file))
        let error = #expect(throws: (any Error).self) {
            try FileManager.default.createDirectory(atPath: file + "/run", withIntermediateDirectories: true)
        }
        let sentence = "\(file) is a file and not a folder. Name another folder, or move the file away."
        #expect(try LogProblem.text(of: #require(error)) == sentence)
        #expect(
            SystemError(ENOTDIR, doing: "opening", file + "/run").description == "Opening \(file)/run failed: "
                + sentence)
        #expect(SystemError(ENOENT, doing: "opening", "/nothing").description.hasSuffix("No such file or directory"))
    }

    @Test func `Errors of coders say where in the value the fault is`() throws {
        let error = #expect(throws: (any Error).self) { try JSONEncoder().encode(["a": [1, Double.nan]]) }
        #expect(
            try LogProblem.text(of: #require(error)) == #"the value at "a[1]" is nan, which JSON has no word for."#)
    }
}
