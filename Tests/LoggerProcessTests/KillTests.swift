import Foundation
import LoggerAndViewer
import RegistryTestKit
import Testing

@testable import LoggerTorture

extension LoggerProcesses {
    /// Processes that are killed without warning.
    @Suite struct KillTests {
        private let bench: ProcessBench

        init() throws { bench = try ProcessBench() }

        /// Leaves the journal of a process that was killed, and says which file its only segment is.
        private func leaveJournal() async throws -> (told: Int, segment: URL) {
            let victim = try bench.victim("--pause", "1")
            let told = try await victim.numbers(atLeast: 120)
            try await bench.kill(victim)
            let journal = try #require(try bench.journals().first)
            return (try #require(told.last), URL(filePath: journal.path + "/segment-00000000.journal"))
        }

        @Test func `Ten kills at random moments lose nothing and double nothing`() async throws {
            let place = bench.folder.path + "/torture"
            let end = try await bench.program("LoggerTorture", ["kill", "--kills", "10", "--folder", place]).end()
            #expect(end.code == 0, "\(end.output) \(end.errors)")
            let sentences = end.output.split(separator: "\n").filter { $0.contains("acknowledged") }
            #expect(sentences.count == PromisedDurability.allCases.count)
            #expect(sentences.allSatisfy { $0.hasSuffix(" 0 lost, 0 twice") }, "\(end.output)")
        }

        @Test func `What a killed process leaves is intact, and the record it was just writing is named`() async throws
        {
            let (told, segment) = try await leaveJournal()
            let verdict = try await bench.verify()
            #expect(verdict.code == 0, "\(verdict.output)")
            #expect(verdict.output.contains("its process has died"))
            #expect(!verdict.output.contains("DAMAGED"))
            // The system takes a record whole or not, mostly. Here it took all but the last bytes of one.
            let bytes = try Data(contentsOf: segment)
            try bytes.dropLast(3).write(to: segment)
            let torn = try await bench.verify()
            #expect(torn.code == 0, "\(torn.output)")
            let place = try Self.place(in: torn.output, behind: "torn at ")
            #expect(place.path == segment.path)
            #expect((1..<500).contains(bytes.count - place.byte))
            // Whatever was cut, it was the last record: those before arrive.
            #expect(try await bench.sync().code == 0)
            let (numbers, runs) = try await bench.arrived()
            #expect(numbers.faults(required: 1..<told, allowed: 1...1_000_000) == [])
            #expect(runs.map { $0["status"] } == ["running"])
        }

        @Test func `A byte that changed in the middle of a segment is found, and what is intact is delivered`()
            async throws
        {
            let (told, segment) = try await leaveJournal()
            var bytes = [UInt8](try Data(contentsOf: segment))
            let middle = bytes.count / 2
            bytes[middle] ^= 0x20
            try Data(bytes).write(to: segment)
            let verdict = try await bench.verify()
            #expect(verdict.code == 65, "\(verdict.output)")
            let place = try Self.place(in: verdict.output, behind: "DAMAGED ")
            #expect(place.path == segment.path)
            #expect((0..<500).contains(middle - place.byte))
            #expect(try await bench.sync().code == 65)
            let (numbers, _) = try await bench.arrived()
            let there = numbers.counts["artifacts"] ?? [:]
            #expect(there[1] == 1)
            #expect(!there.isEmpty && there.values.allSatisfy { $0 == 1 } && there.count <= told + 1)
            // Nobody deletes what somebody may want to look at.
            #expect(try await bench.verify().code == 65)
        }

        @Test func `A process that died before its first record leaves nothing to tell`() async throws {
            let journal = bench.run + "/journal/0190a000000070008000000000000001-0"
            try FileManager.default.createDirectory(atPath: journal, withIntermediateDirectories: true)
            try Data().write(to: URL(filePath: journal + "/lock"))
            let verdict = try await bench.verify()
            #expect(verdict.code == 0)
            #expect(verdict.output.contains("no entries"), "\(verdict.output)")
            #expect(try await bench.sync().code == 0)
            #expect(bench.hasNoJournal)
        }

        @Test(.enabled(if: TestPython.absence == nil, "\(TestPython.absence ?? "")"))
        func `TensorBoard and Python's csv read what was written across crashes, each record once`() async throws {
            var told: [Int] = []
            for first in [1, 1_001] {
                let victim = try bench.victim(first: first, "--pause", "1")
                told += try await victim.numbers(atLeast: 150)
                try await bench.kill(victim)
            }
            #expect(try await bench.sync().code == 0)
            let script = """
                import json, sys
                from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
                ea = EventAccumulator(sys.argv[1], size_guidance={"scalars": 0})
                ea.Reload()
                print(json.dumps({t: [e.step for e in ea.Scalars(t)] for t in ["m/Number", "scalar"]}))
                """
            let steps = try JSONDecoder().decode([String: [Int]].self, from: TestPython.run(script, bench.run))
            let rows = try TestPython.rows(ofCSV: bench.csv).compactMap { $0["Number"].flatMap { Int($0) } }
            for found in [steps["m/Number"] ?? [], steps["scalar"] ?? [], rows] {
                #expect(Set(found).count == found.count)
                #expect(Set(told).isSubset(of: found))
                // One record may have been written and not yet told.
                #expect(found.count <= told.count + 2)
            }
        }

        /// The file and the byte that a line of `visual-backend verify` names.
        private static func place(in output: String, behind mark: String) throws -> (path: String, byte: Int) {
            let line = try #require(output.split(separator: "\n").first { $0.contains(mark) }, "\(output)")
            let match = try #require(line.firstMatch(of: /(\/[^,]*), byte ([0-9]+)/), "\(line)")
            return (String(match.1), try #require(Int(match.2)))
        }
    }
}
