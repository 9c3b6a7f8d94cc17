import Foundation
import RegistryCore
import RegistryTestKit
import Testing
import TrackerFiles
import TrackerSinks
import TrainingLog

/// W&B's own program reads what is written for it.
@Suite(.enabled(if: WandBProgram.absence == nil, Comment(rawValue: WandBProgram.absence ?? "")))
struct RealWandBTests {
    /// A run with 2,000 rows, and a line longer than two blocks.
    ///
    /// - Returns: its `.wandb` file.
    private func write(in folder: OwnedFolder) async throws -> URL {
        var generator = SeededGenerator(seed: 9)
        let start = WallTime(millisecondsSince1970: 1_700_000_000_000)
        let id = RunID(time: start, using: &generator)
        let sink = WandBSink(in: folder.path, run: id, startTime: start)
        var entries = [
            LogEntry(
                sequence: 0, time: start,
                content: .start(
                    Run(id: id, experiment: "exp", name: "a run", startTime: start, parameters: ["lr": .double(0.1)])
                        .document, isResumed: false)
            )
        ]
        for step in Int64(1)...2_000 {
            let numbers = (0..<10).map { NamedNumber(name: "metric \($0)", value: Double(step) / 7) }
            entries.append(LogEntry(sequence: step, time: start, content: .scalars(numbers, Step(step))))
        }
        entries.append(
            LogEntry(sequence: 2_001, time: start, content: .line(String(repeating: "x", count: 70_000), .info)))
        _ = try await sink.prepare(for: entries)
        _ = try await sink.deliver(entries)
        try await sink.finish(RunEnding(status: .finished, time: start))
        _ = try await sink.checkpoint()
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return folder.url.appending(path: try #require(names.first { $0.hasSuffix(".wandb") }))
    }

    @Test func `wandb leet inspect counts as many records as were written`() async throws {
        let folder = try OwnedFolder()
        let file = try await write(in: folder)
        let written = try WandBSinkTests.records(in: folder.url)
        #expect(written.count == 2_005)
        let lines = try WandBProgram.run(WandBProgram.path, ["leet", "inspect", file.path, "--json"]).split(
            separator: "\n")
        #expect(lines.count == written.count)
    }

    @Test func `wandb sync brings every row, the summary and the end to a server`() async throws {
        let folder = try OwnedFolder()
        let run = try await write(in: folder).deletingLastPathComponent()
        let python = WandBProgram.root.appending(path: ".venv-trackers/bin/python").path
        let check = WandBProgram.root.appending(path: "scripts/wandb_sync_check.py").path
        let arrived = try Document(json: WandBProgram.run(python, [check, WandBProgram.path, run.path]))
        #expect(arrived["history"] == 2_000 && arrived["exit"] == 0)
        #expect(arrived["summary"]?.documentValue?["metric 3"] == .double(2_000.0 / 7))
        let first = arrived["runs"]?.arrayValue?.first?.documentValue
        #expect(first?["displayName"] == "a run" && first?["project"] == "exp")
    }
}
