import LoggerAndViewer
import Testing

@testable import LoggerTorture

extension LoggerProcesses {
    /// Copies of a logging process.
    @Suite struct ForkTests {
        private let bench: ProcessBench

        init() throws { bench = try ProcessBench() }

        @Test func `Forked copies that log neither block nor disturb their parent, and say once what they need`()
            async throws
        {
            let end = try await bench.program(
                "LoggerTorture",
                ["fork", "--folder", bench.logs, "--store", bench.store, "--children", "20", "--count", "2000"]
            ).end()
            #expect(end.code == 0, "\(end)")
            let lines = end.output.split(separator: "\n").map(String.init)
            #expect(!lines.contains { $0.hasSuffix("blocked") }, "\(lines)")
            for begin in ["problem: ", "refused: "] {
                let sentences = lines.filter { $0.hasPrefix(begin) }
                #expect(sentences.count == 20, "\(lines)")
                #expect(sentences.allSatisfy { $0.contains("needs a logger of its own") }, "\(lines)")
            }
            // The copies were still there, with whatever file the parent had open when they were made.
            #expect(lines.contains("closed"), "\(lines)")
            // 128 and SIGTERM: it ended the copies that it was sent to, and not the parent.
            #expect(lines.filter { $0.hasPrefix("child ended: ") } == Array(repeating: "child ended: 143", count: 20))
            let (numbers, runs) = try await bench.arrived()
            #expect(numbers.faults(required: 1...2_000, allowed: 1...2_000, hasImages: false) == [])
            #expect(runs.map { $0["status"] } == ["finished"])
            #expect(bench.hasNoJournal)
        }

        @Test func `A journal is delivered when its process is dead, although a forked copy of it lives`() async throws
        {
            let program = try bench.program(
                "LoggerTorture",
                [
                    "fork", "--folder", bench.logs, "--store", bench.store, "--children", "10", "--count", "1000",
                    "--waits",
                ])
            try await program.line("waiting")
            #expect(try bench.journals().map(\.isLive) == [true])
            program.send(9)
            // The copies live five seconds longer.
            try await eventually("the journal is nobody's", looks: 200) {
                try bench.journals().map(\.isLive) == [false]
            }
            #expect(try await bench.sync().code == 0)
            let (numbers, _) = try await bench.arrived()
            #expect(numbers.faults(required: 1...1_000, allowed: 1...1_000, hasImages: false) == [])
            #expect(bench.hasNoJournal)
        }
    }
}
