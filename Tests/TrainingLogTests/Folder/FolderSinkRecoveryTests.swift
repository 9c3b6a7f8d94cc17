import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

/// Labelled files of a process that died before they were there.
struct FolderSinkRecoveryTests {
    private let bench: Workbench

    init() throws { bench = try Workbench() }

    private func text(_ relative: String) throws -> String {
        try String(contentsOfFile: bench.path("run/" + relative), encoding: .utf8)
    }

    @Test func `What a process left that died is brought to labelled files by whoever comes next`() async throws {
        let run = try await died()
        // A logger that writes no labelled files itself.
        let next = bench.logger()
        next.logLine("next")
        try await next.close()
        #expect(try text("0001/loss.json") == "{\"scalars\": {\"value\": 1.0}}", "\(run)")
        #expect(try text("stdout.log") == "said\n")
    }

    @Test func `What a dead process left does not take the place of what was logged after it`() async throws {
        func logger(seconds: Int64) -> TrainingLog.Logger {
            let now = WallTime(millisecondsSince1970: Workbench.startTime.millisecondsSince1970 + seconds * 1_000)
            return bench.logger(openStore: nil, now: { now }, configure: { $0.writesLabelledFiles = true })
        }
        // The later number is in its place before anybody takes up what is left.
        let later = logger(seconds: 60)
        later.logScalar("loss", 2, step: 1)
        try await later.close()
        _ = try await died()
        #expect(try text("0001/loss.json") == "{\"scalars\": {\"value\": 2.0}}")
        let next = logger(seconds: 120)
        next.logScalar("other", 3, step: 1)
        try await next.close()
        #expect(try text("0001/loss.json") == "{\"scalars\": {\"value\": 2.0}}")
        // All of what was left has arrived.
        #expect(try text("0001/early.json") == "{\"scalars\": {\"value\": 1.0}}")
        #expect(try text("stdout.log") == "said\n")
    }

    /// A journal of a process that wrote labelled files, and brought nothing to them.
    private func died() async throws -> RunID {
        let logger = bench.logger(logDir: "other") {
            $0.writesLabelledFiles = true
            $0.keepsJournal = true
        }
        logger.logScalar("loss", 1, step: 1)
        logger.logScalar("early", 1, step: 1)
        logger.log(TaggedMessage(.stdout, "said"))
        try await logger.close()
        let manager = FileManager.default
        try manager.createDirectory(atPath: bench.path("run/journal"), withIntermediateDirectories: true)
        for name in try manager.contentsOfDirectory(atPath: bench.path("other/journal"))
        where JournalFolder(path: name) != nil {
            try manager.moveItem(atPath: bench.path("other/journal/\(name)"), toPath: bench.path("run/journal/\(name)"))
        }
        // As it would be if it had died before a checkpoint.
        for file in try bench.files() where file.hasSuffix(".checkpoint") {
            try Data().write(to: URL(filePath: bench.path(file)))
        }
        for file in try bench.files() where file.hasSuffix("/keep") { try manager.removeItem(atPath: bench.path(file)) }
        return logger.runID
    }
}
