import LoggerAndViewer
import Testing

@testable import LoggerTorture

extension LoggerProcesses {
    /// Processes that log into one folder at the same time.
    @Suite struct SharedFolderTests {
        private let bench: ProcessBench

        init() throws { bench = try ProcessBench() }

        @Test func `Two processes log into one folder and one CSV file, and each record is everywhere once`()
            async throws
        {
            let victims = try [1_000_001, 2_000_001].map { first in
                try bench.victim(first: first, durability: .buffered, "--count", "400", "--pause", "1")
            }
            for victim in victims {
                let end = try await victim.end()
                #expect(end.code == 0, "\(end.errors)")
            }
            let (numbers, runs) = try await bench.arrived()
            #expect(
                numbers.faults(
                    required: [1_000_001...1_000_400, 2_000_001...2_000_400].joined(),
                    allowed: 1_000_001...1_000_400, 2_000_001...2_000_400) == [])
            #expect(runs.map { $0["status"] } == ["finished", "finished"])
            #expect(bench.hasNoJournal)
        }

        @Test func `A journal is delivered by others when its process is dead, and not before`() async throws {
            // Each tells every fiftieth record, when it has flushed it. (Processes that write each record at once would keep a
            // SQLite file busy without a pause, and sync might not get at it within its five seconds.)
            let dying = try bench.victim(first: 1_000_001, durability: .buffered, "--pause", "1")
            let surviving = try bench.victim(first: 2_000_001, durability: .buffered, "--pause", "1")
            for victim in [dying, surviving] { _ = try await victim.numbers(atLeast: 2) }
            #expect(try bench.journals().map(\.isLive) == [true, true])
            let early = try await bench.sync()
            #expect(early.code == 0, "\(early.errors)")
            #expect(early.output.hasPrefix("Nothing was left"), "\(early)")
            #expect(early.output.contains("in use by living processes"), "\(early)")
            let dyingLast = try #require(try await dying.numbers(atLeast: 3).last)
            try await bench.kill(dying)
            // The one that lives goes on.
            let before = surviving.numbers.count
            _ = try await surviving.numbers(atLeast: before + 2)
            #expect(try bench.journals().map(\.isLive).sorted { !$0 && $1 } == [false, true])
            let next = try await bench.victim(first: 3_000_001, "--count", "20").end()
            #expect(next.code == 0, "\(next.errors)")
            // The next logger has delivered what the dead one left, and nothing of the one that lives was touched.
            #expect(try bench.journals().map(\.isLive) == [true])
            let survivingLast = try #require(surviving.numbers.last)
            surviving.send(15)
            #expect(try await surviving.end().signal == 15)
            let (numbers, runs) = try await bench.arrived()
            #expect(
                numbers.faults(
                    required: [1_000_001...dyingLast, 2_000_001...survivingLast, 3_000_001...3_000_020].joined(),
                    allowed: 1_000_001...1_999_999, 2_000_001...2_999_999, 3_000_001...3_000_020) == [])
            #expect(Set(runs.compactMap { $0["status"]?.stringValue }) == ["running", "killed", "finished"])
            #expect(bench.hasNoJournal)
        }
    }
}
