import Foundation
import LoggerAndViewer
import Testing

@testable import LoggerTorture

extension LoggerProcesses {
    /// A manager of AutoTimm's loggers whose process is killed without warning: the next one has versions of its own, and nobody comes back
    /// to the folders of the first.
    @Suite struct AutoTimmKillTests {
        private let bench: ProcessBench
        private var tables: String { "\(bench.logs)/\(AutoTimmCommand.tables)/lightning_logs" }
        private var tracker: String { "\(bench.logs)/\(AutoTimmCommand.tracker)" }

        init() throws { bench = try ProcessBench() }

        private func program(first: Int, _ options: String...) throws -> RunningProgram {
            try bench.program(
                "LoggerTorture", ["autotimm", "--folder", bench.logs, "--first", "\(first)"] + options)
        }

        /// The numbers that each of W&B's runs has, as the registry reads them.
        private func trackedNumbers() async throws -> [[Int]] {
            let end = try await bench.program(
                "visual-backend", ["import", "wandb", "\(tracker)/wandb", "--store", bench.store]
            ).end()
            #expect(end.code == 0, "\(end.output) \(end.errors)")
            let registry = try await DataManager(url: bench.store)
            var numbers: [[Int]] = []
            do {
                for document in try await registry.store.find(in: .runs, Query(limit: 100)).elements {
                    let series = SeriesID(run: try Run(document: document).id, metric: AutoTimmCommand.metric)
                    let blocks = try await registry.store.seriesBlocks(
                        of: series, in: .min ... .max, content: .points)
                    numbers.append(try blocks.flatMap { try $0.points() }.map { Int($0.value) }.sorted())
                }
            } catch {
                await registry.close()
                throw error
            }
            await registry.close()
            return numbers.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
        }

        @Test func `What a killed manager left reaches its table and its tracker with the next one, once`() async throws
        {
            let victim = try program(first: 1, "--pause", "1")
            _ = try await victim.numbers(atLeast: 120)
            try await bench.kill(victim)
            let told = try #require(victim.numbers.last)
            let next = try await program(first: 1_000_001, "--count", "50").end()
            #expect(next.code == 0, "\(next.errors)")
            let later = Array(1_000_001...1_000_050)

            let rows = try (0...1).map { version in
                try FoundNumbers.rows(of: "\(tables)/version_\(version)/metrics.csv", column: "iteration").sorted()
            }
            let tracked = try await trackedNumbers()
            try #require(tracked.count == 2, "\(tracked.map(\.count))")
            for (name, numbers) in [("the table", rows), ("the tracker", tracked)] {
                // One number may have been written and not yet told.
                #expect(
                    numbers[0] == Array(1...told) || numbers[0] == Array(1...told + 1),
                    "\(name) of the killed process: \(numbers[0].count) numbers, and \(told) were told")
                #expect(numbers[1] == later, "\(name) of the next process")
            }
            for root in [tables, "\(tracker)/wandb_logs"] {
                let versions = try FileManager.default.contentsOfDirectory(atPath: root).sorted()
                #expect(versions == ["version_0", "version_1"])
                for version in versions {
                    #expect(!FileManager.default.fileExists(atPath: "\(root)/\(version)/journal"))
                }
            }
        }
    }
}
