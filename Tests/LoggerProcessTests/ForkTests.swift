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
    }
}
