import Foundation
import LoggerAndViewer
import Testing

@testable import LoggerTorture

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension LoggerProcesses {
    /// Processes that are asked to end.
    @Suite struct SignalTests {
        private let bench: ProcessBench

        init() throws { bench = try ProcessBench() }

        @Test(arguments: [SIGTERM, SIGINT])
        func `A process that is told to end ends by that signal, when everything logged before is everywhere`(
            signal: Int32
        ) async throws {
            let victim = try bench.victim(durability: .buffered, "--tells-all", "--pause", "1")
            let told = try await victim.numbers(atLeast: 150)
            victim.send(signal)
            let end = try await victim.end()
            #expect(end.signal == signal)
            let last = try #require(told.last)
            let (numbers, runs) = try await bench.arrived()
            #expect(numbers.faults(required: 1...last, allowed: 1...1_000_000) == [])
            #expect(runs.count == 1)
            #expect(runs.first?["status"] == "killed")
            #expect(runs.first?["statusMessage"] == .string("The process was told to end (signal \(signal))."))
            #expect(runs.first?["endTime"]?.dateValue != nil)
            #expect(bench.hasNoJournal)
        }

        @Test func `A second interrupt does not wait for a store that is away, and what is left is delivered later`()
            async throws
        {
            let victim = try bench.victim(
                store: "mongodb://127.0.0.1:1/nowhere", durability: .buffered, "--tells-all", "--count", "150",
                "--at-end", "wait")
            try await victim.line("waiting")
            victim.send(SIGINT)
            try await eventually("the run is ended in the journal") {
                (try? bench.journals().first)?.ending == .killed
            }
            let clock = ContinuousClock()
            let begin = clock.now
            victim.send(SIGINT)
            #expect(try await victim.end().signal == SIGINT)
            // It would have waited for eight seconds.
            #expect(clock.now - begin < .seconds(4))
            let verdict = try await bench.verify()
            #expect(verdict.code == 0)
            #expect(verdict.output.contains("run killed"))
            let sync = try await bench.sync()
            #expect(sync.code == 0, "\(sync.errors)")
            let (numbers, runs) = try await bench.arrived()
            #expect(numbers.faults(required: 1...150, allowed: 1...150) == [])
            #expect(runs.map { $0["status"] } == ["killed"])
            let end = try await bench.verify()
            #expect(end.code == 0)
            #expect(end.output.hasPrefix("No journal"))
        }

        @Test func `Whoever logs on after the process was told to end reads that this is why it is not kept`()
            async throws
        {
            let victim = try bench.victim(
                store: "mongodb://127.0.0.1:1/nowhere", durability: .buffered, "--tells-all", "--pause", "1")
            _ = try await victim.numbers(atLeast: 20)
            victim.send(SIGTERM)
            try await eventually("the run is ended in the journal") {
                (try? bench.journals().first)?.ending == .killed
            }
            _ = try await victim.numbers(atLeast: victim.numbers.count + 20)
            victim.send(SIGTERM)
            let errors = try await victim.end().errors
            #expect(errors.contains("Something was logged after the process was told to end"), "\(errors)")
        }

        @Test func `A program that handles a signal itself keeps its handler`() async throws {
            let victim = try bench.victim("--tells-all", "--count", "20", "--at-end", "wait", "--own-handler-code", "7")
            try await victim.line("waiting")
            victim.send(SIGTERM)
            let end = try await victim.end()
            #expect(end.code == 7)
            #expect(try bench.journals().count == 1)
        }

        @Test func `A program that a logging process starts can be interrupted`() async throws {
            let end = try await bench.victim("--count", "5", "--starts-program").end()
            #expect(end.code == 0)
            #expect(end.output.contains("program ended by \(SIGINT)\n"))
        }

        @Test func `A training that throws leaves a failed run with its message, and nothing undelivered`() async throws
        {
            let end = try await bench.victim("--count", "120", "--at-end", "throw", "--error", "Loss is NaN at 7.")
                .end()
            #expect(end.code == 1)
            let (numbers, runs) = try await bench.arrived()
            #expect(numbers.faults(required: 1...120, allowed: 1...120) == [])
            #expect(runs.map { $0["status"] } == ["failed"])
            #expect(runs.map { $0["statusMessage"] } == ["Loss is NaN at 7."])
            #expect(bench.hasNoJournal)
        }
    }
}
