import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

/// What other people's readers make of the files.
@Suite(.enabled(if: TestPython.absence == nil, "\(TestPython.absence ?? "")"))
struct RealReadersTests {
    private let bench: Workbench

    init() throws {
        bench = try Workbench()
    }

    @Test func `Python's csv module reads every text back in its column`() async throws {
        let texts = [
            "", "plain", "a,b", "\"quoted\"", "two\nlines", "two\r\nlines", "\r", " spaces ", "Grüße 🙂", "'", "\t", ",",
            "\"",
        ]
        let logger = bench.logger(into: nil)
        for (index, text) in texts.enumerated() {
            logger.logArtifact([
                "Text": .string(text), "Number": Value(index), "ArtifactID": Workbench.objectID,
                "Key \(index), \"odd\"\n": .string(text),
            ])
        }
        try await logger.close()
        let rows = try TestPython.rows(ofCSV: bench.path("run/data/default_12345.csv"))
        #expect(rows.map { $0["Text"] } == texts)
        #expect(rows.map { $0["Number"] } == texts.indices.map { "\($0)" })
        for (index, text) in texts.enumerated() {
            #expect(rows.map { $0["Key \(index), \"odd\"\n"] } == texts.indices.map { $0 == index ? text : "" })
        }
    }

    @Test func `TensorBoard shows what was logged`() async throws {
        let logger = bench.logger(into: nil)
        for step in 0..<300 {
            logger.logArtifact([
                "ModelName": "Net", "Loss": Value(1 / Double(step + 1)), "Done": true, "TrainingIteration": Value(step),
            ])
        }
        try await logger.close()
        let scalars = try TestPython.scalars(in: bench.path("run"))
        #expect(scalars.keys.sorted() == ["Net/Loss"])
        let expected: [[Double]] = (0..<300).map { step in
            let loss = Float(1 / Double(step + 1))
            return [Double(step), Double(loss)]
        }
        #expect(scalars["Net/Loss"] == expected)
    }
}
