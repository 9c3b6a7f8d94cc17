import RegistryCore
import Testing

@testable import TrainingLog

struct ParameterNameTests {
    private static let long = String(repeating: "k", count: 10_240)

    @Test func `Parameters whose names nobody could ask for are refused, and those beside them are logged`()
        async throws
    {
        let bench = try Workbench()
        let logger = bench.logger { $0.parameters = ["a\u{1B}[31m": 1, "seed": 7, Self.long: 2] }
        #expect(logger.initialParameters == ["seed": 7])
        try #require(bench.problems.all.count == 1)
        #expect(bench.problems.all[0].message.contains("has U+001B"))
        #expect(bench.problems.all[0].message.contains("1 more of the parameters"))
        logger.logParameters(ParameterChange(values: ["a\0": 1, "lr": 0.5]))
        logger.logParameters(ParameterChange(values: [Self.long: 1]))
        logger.logParameters(ParameterChange(values: ["": 3, "a.b": 4, "$x": 5]))
        let error = await #expect(throws: RegistryError.self) { try await logger.close() }
        #expect(error?.message.contains("2") == true)
        #expect(bench.problems.all.map(\.kind) == [.rejected, .rejected, .rejected])
        #expect(bench.problems.all.allSatisfy { $0.message.utf8.count < 500 })
        let run = try #require(await bench.store.runs[logger.runID.description])
        #expect(run["parameters"] == ["seed": 7])
        #expect(run["parameters.lr"] == 0.5 && run["parameters.%"] == 3 && run["parameters.a%2Eb"] == 4)
    }

    @Test func `What a journal has of such names is not lost`() throws {
        let change = ParameterChange(values: ["a\u{1B}": 1, Self.long: 2], removed: ["\n"])
        #expect(ParameterChange(change.document) == change)
    }

    @Test func `A name is shown by its beginning, with what cannot be seen written out`() {
        #expect(GivenName.shown("a\u{1B}b") == #""a\u{1B}b""#)
        #expect(GivenName.shown(Self.long).utf8.count < 100 && GivenName.shown(Self.long).hasSuffix("…"))
        #expect(GivenName.shown("e" + String(repeating: "\u{301}", count: 5_000)).utf8.count < 600)
        #expect(GivenName.code(of: "\u{1F600}") == "U+1F600" && GivenName.control(in: "ä \u{85}") == "U+0085")
    }
}
