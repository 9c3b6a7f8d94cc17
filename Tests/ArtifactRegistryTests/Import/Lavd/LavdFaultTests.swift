import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@testable import ArtifactRegistry

/// Experiments of lavd's with files that are damaged, too long or cannot be read, in pass after pass as a watch makes them.
struct LavdFaultTests {
    private let folder: LavdFolder
    /// The ends of paths that the system does not let be read.
    private let locked = Locks()

    private final class Locks: Sendable {
        let names = Mutex<Set<String>>([])

        func set(_ names: String...) { self.names.withLock { $0 = Set(names) } }

        func open(_ path: String) throws -> FileHandle {
            guard !names.withLock({ $0.contains { path.hasSuffix("/\($0)") } }) else { throw POSIXError(.EACCES) }
            return try LavdPlace.asTheSystemDoes(path)
        }
    }

    init() throws { folder = try LavdFolder() }

    /// The superuser may read everything: permissions are tested by what opens the files.
    private func importer(now: WallTime = LavdFolder.later) -> LavdImporter {
        LavdImporter(
            folder: folder.url, store: folder.store, options: LavdImportOptions(), patience: .none, now: { now },
            open: { [locked] in try locked.open($0) })
    }

    private static func line(_ second: Int, _ text: String) -> String {
        "2023-11-14 10:00:0\(second).000000\tSTDOUT\t\(text)\n"
    }

    @Test(arguments: [("classes.json", #"["cat", "dog"]"#), ("command.json", #"{"command": {"bi"#)])
    func `A log that comes to an experiment with nothing but damage makes a run of it, and its lines come`(
        name: String, text: String
    ) async throws {
        try folder.write("exp/\(name)", text)
        let importer = importer()
        #expect(try await importer.importNew().damagedExperiments == 1)
        #expect(try await importer.importNew().isEmpty)
        try folder.write("exp/events.log", Self.line(0, "one"))
        let first = try await importer.importNew()
        #expect(first.newRuns == 1 && first.storedLines == 1 && first.damagedExperiments == 0)
        try folder.write("exp/events.log", Self.line(0, "one") + Self.line(1, "two"))
        #expect(try await importer.importNew().storedLines == 1)
        #expect(try await folder.lines(of: "exp").map(\.text) == ["one", "two"])
        #expect(try await importer.importNew().isEmpty)
    }

    @Test func `A run whose files are again what was once nothing but damage goes on, and ends`() async throws {
        try folder.write("exp/torn.json", "{")
        let clock = Mutex(WallTime(millisecondsSince1970: LavdFolder.written.millisecondsSince1970 + 5_000))
        let importer = LavdImporter(
            folder: folder.url, store: folder.store, options: LavdImportOptions(), patience: .none,
            now: { clock.withLock { $0 } })
        #expect(try await importer.importNew().damagedExperiments == 1)
        try folder.write("exp/1/x.json", #"{"scalars": {"value": 1}}"#)
        #expect(try await importer.importNew().newRuns == 1)
        try FileManager.default.removeItem(at: folder.url.appending(path: "exp/1"))
        #expect(try await importer.importNew().isEmpty)
        try folder.write("exp/events.log", Self.line(0, "one"))
        clock.withLock { $0 = LavdFolder.later }
        #expect(try await importer.importNew().storedLines == 1)
        // Without a new file as well: only the time tells that it has ended.
        #expect(try await folder.runs().first?["status"] == "finished")
    }

    @Test func `A run without a log whose files are again what was nothing but damage ends when it is quiet`()
        async throws
    {
        try folder.write("exp/torn.json", "{")
        let clock = Mutex(WallTime(millisecondsSince1970: LavdFolder.written.millisecondsSince1970 + 5_000))
        let importer = LavdImporter(
            folder: folder.url, store: folder.store, options: LavdImportOptions(), patience: .none,
            now: { clock.withLock { $0 } })
        _ = try await importer.importNew()
        try folder.write("exp/1/x.json", #"{"scalars": {"value": 1}}"#)
        _ = try await importer.importNew()
        #expect(try await folder.runs().first?["status"] == "running")
        try FileManager.default.removeItem(at: folder.url.appending(path: "exp/1"))
        clock.withLock { $0 = LavdFolder.later }
        _ = try await importer.importNew()
        #expect(try await folder.runs().first?["status"] == "finished")
    }

    @Test func `A file that may not be read is no damage, is said once with the reason, and is taken when it may be`()
        async throws
    {
        try folder.write("exp/0001/x.json", #"{"scalars": {"value": 1}}"#)
        locked.set("x.json")
        let importer = importer()
        let summary = try await importer.importNew()
        #expect(summary.isFruitless && summary.damagedExperiments == 1 && summary.newRuns == 0)
        #expect(summary.notTaken[.unreadableFiles] == 1 && summary.notTaken[.damagedFiles] == nil)
        let report = try #require(summary.reports.first)
        #expect(report.contains("exp/0001/x.json: it cannot be read: Permission denied"), "\(report)")
        #expect(try await importer.importNew().isEmpty)
        #expect(try await folder.runs().isEmpty)
        // Neither its size nor its time changes.
        locked.set()
        let mended = try await importer.importNew()
        #expect(mended.newRuns == 1 && mended.storedPoints == 1 && mended.notTaken.isEmpty)
        #expect(try await folder.points("x", of: "exp") == [1, 1])
        #expect(try await importer.importNew().isEmpty)
    }

    @Test func `In a run, too, what may not be read is said once and taken when it may be`() async throws {
        try folder.write("exp/0001/x.json", #"{"scalars": {"value": 1}}"#)
        try folder.write("exp/0001/y.json", #"{"scalars": {"value": 2}}"#)
        try folder.write("exp/0001/t.txt", "hi\n")
        try folder.write("exp/0001/i.png", LavdFolder.png(7, 9))
        try folder.write("exp/events.log", Self.line(0, "one"))
        locked.set("y.json", "t.txt", "i.png", "events.log")
        let importer = importer()
        let summary = try await importer.importNew()
        #expect(summary.newRuns == 1 && summary.storedPoints == 1 && summary.storedLines == 0)
        #expect(summary.notTaken == [.unreadableFiles: 4] && summary.reports.count == 4, "\(summary)")
        #expect(try await folder.records().map { $0["label"]?.stringValue } == ["i", "t"])
        #expect(try await importer.importNew().isEmpty)
        locked.set()
        let mended = try await importer.importNew()
        #expect(mended.storedPoints == 1 && mended.storedFiles == 2 && mended.storedLines == 1)
        #expect(mended.notTaken.isEmpty, "\(mended)")
        let records = try await folder.records()
        #expect(records.first?["width"] == 7 && records.last?["text"] == "hi")
        #expect(try await folder.lines(of: "exp").map(\.text) == ["one"])
        #expect(try await importer.importNew().isEmpty)
    }

    @Test func `What the registry has of a file stays while it may not be read`() async throws {
        try folder.write("exp/0001/t.txt", "hi\n")
        try folder.write("exp/0001/i.png", LavdFolder.png(7, 9))
        _ = try await importer().importNew()
        let before = try await folder.records()
        locked.set("t.txt", "i.png")
        let summary = try await importer().importNew()
        #expect(summary.knownRuns == 1 && summary.notTaken == [.unreadableFiles: 2])
        #expect(try await folder.records() == before)
    }

    @Test func `A JSON file of more than 16 MiB is said as too long and not as damaged`() async throws {
        try folder.write("exp/0001/x.json", "{")
        let handle = try FileHandle(forWritingTo: folder.url.appending(path: "exp/0001/x.json"))
        try handle.truncate(atOffset: UInt64(LavdFile.longestJSON) + 1)
        try handle.close()
        let importer = importer()
        let summary = try await importer.importNew()
        #expect(summary.isFruitless && summary.notTaken == [.longFiles: 1], "\(summary)")
        #expect(summary.reports.first?.contains("exp/0001/x.json: it is longer than 16 MiB") == true)
        #expect(try await importer.importNew().isEmpty)
        try folder.write("exp/0001/x.json", #"{"scalars": {"value": 1}}"#)
        #expect(try await importer.importNew().newRuns == 1)
    }
}
