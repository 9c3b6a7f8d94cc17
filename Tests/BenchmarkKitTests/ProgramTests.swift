import BenchmarkKit
import Testing

@Suite("Programs that are measured")
struct ProgramTests {
    private let shell = Program(path: "/bin/sh", firstArguments: ["-c"])

    @Test("What it printed comes back")
    func output() throws {
        #expect(try shell.run(["echo \" $GREETING \""], environment: ["GREETING": "hello"]) == "hello")
    }

    @Test("The figures are what it prints last")
    func figures() throws {
        let cost = try shell.measure(["echo welcome; echo 10 2 1 5"])
        #expect(cost == Cost(count: 10, seconds: 2, processorSeconds: 1, peakMegabytes: 5))
        #expect(throws: WrongAnswer.self) { try shell.measure(["echo welcome"]) }
        #expect(try shell.median(of: 3, ["echo 10 2 1 5"]).seconds == 2)
    }

    @Test("A failure says how it ended")
    func failures() throws {
        let status = try #require(throws: ProgramFailure.self) { try shell.run(["echo no such package; exit 3"]) }
        #expect(status.ending == .status(3))
        #expect(status.description.hasSuffix("ended with status 3; it said: no such package"))
        let signal = try #require(throws: ProgramFailure.self) { try shell.run(["kill -9 $$"]) }
        #expect(signal.ending == .signal(9))
        let missing = try #require(throws: ProgramFailure.self) { try Program(path: "/no/such").run([]) }
        #expect(missing.description.contains("could not be started"))
    }
}
