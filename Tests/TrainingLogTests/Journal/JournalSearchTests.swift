import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

/// Every journal below a folder is found, and where nobody can look is said: what is not seen would count as delivered.
struct JournalSearchTests {
    /// Writes a journal of one record in a run's folder.
    private func writeJournal(in place: String, of folder: OwnedFolder, run seed: UInt64 = 1) throws {
        _ = try JournalBench.writeJournal(in: folder.path + "/" + place, run: seed)
    }

    private func link(_ path: String, to destination: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: destination)
    }

    @Test(arguments: [
        "run", "journal", "journal/journal", "deep/journal/run",
        (0..<40).map { "level \($0)" }.joined(separator: "/"),
    ])
    func `A journal is found whatever its run's folder is called, and however deep it lies`(place: String) throws {
        let folder = try OwnedFolder()
        try writeJournal(in: place, of: folder)
        let inspection = try JournalInspection(below: folder.path)
        #expect(inspection.journals.map(\.entryCount) == [1])
        #expect(inspection.isIntact)
    }

    @Test func `A folder of journals, or one journal, stands for its run's folder, also one called journal`() throws {
        let folder = try OwnedFolder()
        try writeJournal(in: "journal", of: folder)
        let root = folder.path + "/journal"
        let journal = try #require(try FileManager.default.contentsOfDirectory(atPath: root + "/journal").first)
        for path in [root, root + "/", root + "/journal", root + "/journal/.", root + "/journal/" + journal] {
            #expect(try JournalInspection(below: path).journals.count == 1, "\(path)")
        }
    }

    @Test func `Each folder is looked at once, whatever links lead to it, and circles come to an end`() throws {
        let (folder, elsewhere) = (try OwnedFolder(), try OwnedFolder())
        try writeJournal(in: "run", of: folder, run: 1)
        try writeJournal(in: "far", of: elsewhere, run: 2)
        try link(folder.path + "/a first link", to: folder.path + "/run")
        try link(folder.path + "/run/back", to: folder.path)
        try link(folder.path + "/nowhere", to: folder.path + "/not there")
        try link(folder.path + "/itself", to: folder.path + "/itself")
        let inspection = try JournalInspection(below: folder.path)
        // What is reached by its own path is named by it.
        #expect(inspection.journals.map(\.path).allSatisfy { $0.hasPrefix(folder.path + "/run/journal/") })
        #expect(inspection.journals.count == 1)
        #expect(inspection.isIntact)
        #expect(inspection.passedOver.isEmpty)
        // The folder itself may be a link.
        try link(folder.path + "/elsewhere", to: elsewhere.path)
        #expect(try JournalInspection(below: folder.path + "/elsewhere").journals.count == 1)
        try link(elsewhere.path + "/around", to: folder.path + "/elsewhere/far")
        #expect(try JournalInspection(below: folder.path + "/elsewhere/").passedOver.isEmpty)
    }

    @Test func `Links that lead out of the folder are named, and what is behind them is left to others`() async throws {
        let (folder, elsewhere) = (try OwnedFolder(), try OwnedFolder())
        try writeJournal(in: "logs/run", of: folder, run: 1)
        try writeJournal(in: "logs beside/run", of: folder, run: 2)
        try writeJournal(in: "far", of: elsewhere, run: 3)
        let logs = folder.path + "/logs"
        // None leads out of this test's own folders: a search that followed it would deliver and delete what is there.
        let links = [
            ("beside", "../logs beside"), ("compare", elsewhere.path), ("up", ".."),
            ("run/compare", "../compare"),
        ].map { (logs + "/" + $0.0, $0.1) }
        for (path, destination) in links { try link(path, to: destination) }
        let inspection = try JournalInspection(below: logs)
        #expect(inspection.journals.count == 1)
        #expect(inspection.isIntact)
        #expect(inspection.passedOver.map(\.path).sorted() == links.map(\.0).sorted())
        #expect(inspection.passedOver.allSatisfy { $0.message.contains($0.path) })
        let problems = ProblemList()
        let sync = try await JournalSync(below: logs, openStore: nil, onProblem: { problems.add($0) })
        #expect(sync.journalCount == 1)
        #expect(sync.debts.isEmpty)
        for (path, _) in links { #expect(problems.all.count { $0.message.contains(path + " ") } == 1) }
        #expect(try JournalInspection(below: folder.path + "/logs beside").journals.count == 1)
        #expect(try JournalInspection(below: elsewhere.path).journals.count == 1)
        let later = ProblemList()
        #expect(try !JournalSync.outlook(below: logs) { later.add($0) }.hasWork)
        #expect(later.all.count == links.count)
    }

    @Test func `A run whose folder of journals is a link has them where it leads`() async throws {
        let (folder, elsewhere) = (try OwnedFolder(), try OwnedFolder())
        try FileManager.default.createDirectory(atPath: folder.path + "/run", withIntermediateDirectories: true)
        try link(folder.path + "/run/journal", to: elsewhere.path)
        try writeJournal(in: "run", of: folder)
        #expect(try JournalInspection(below: folder.path).journals.count == 1)
        let sync = try await JournalSync(below: folder.path, openStore: nil, onProblem: { _ in })
        #expect(sync.journalCount == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere.path).isEmpty)
        #expect(try JournalInspection(below: folder.path).passedOver.isEmpty)
    }

    @Test func `A folder of journals that cannot be listed is said, and the others are looked at`() async throws {
        let folder = try OwnedFolder()
        try writeJournal(in: "good", of: folder)
        try FileManager.default.createDirectory(atPath: folder.path + "/bad", withIntermediateDirectories: true)
        // A link to itself can be listed by nobody, also not by root.
        let bad = folder.path + "/bad/journal"
        try link(bad, to: bad)
        #expect(throws: (any Error).self) { try JournalFolder.all(in: bad) }
        let inspection = try JournalInspection(below: folder.path)
        #expect(inspection.journals.map(\.entryCount) == [1])
        #expect(!inspection.isIntact)
        let problems = ProblemList()
        let store = FakeStore()
        let sync = try await JournalSync(below: folder.path, openStore: { store }, onProblem: { problems.add($0) })
        #expect(sync.journalCount == 1)
        #expect(sync.debts.map(\.sink).filter { $0.contains(bad) }.count == 1)
        #expect(problems.all.contains { $0.kind == .failed && $0.message.contains(bad) })
    }

    @Test func `A folder of journals that is not there, or a file in its place, holds none`() throws {
        let folder = try OwnedFolder()
        #expect(try JournalFolder.all(in: folder.path + "/journal").isEmpty)
        #expect(try JournalFolder.all(in: folder.path + "/run/journal").isEmpty)
        let file = try folder.file("journal", [1])
        #expect(try JournalFolder.all(in: file.path).isEmpty)
        #expect(try JournalFolder.all(in: file.path + "/journal").isEmpty)
        #expect(try JournalInspection(below: folder.path).isIntact)
    }

    /// The length of the longest path that can be looked into: with and without room for the name of a folder of journals.
    @Test(arguments: [3_900, 4_090])
    func `A folder that cannot be looked into is said: there may be journals in it`(length: Int) async throws {
        let folder = try OwnedFolder()
        // Two long rows of folders, one moved to the end of the other: the names are then longer than a path may be.
        let row = Array(repeating: String(repeating: "0", count: 250), count: 12).joined(separator: "/")
        let rest = length - "\(folder.path)/upper//lower".utf8.count - 4 * 251
        let upper = String((0..<rest).map { $0 % 200 == 100 && $0 < rest - 1 ? "/" : "1" })
        for names in ["upper/\(upper)", "lower/\(row)"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/\(names)", withIntermediateDirectories: true)
        }
        let (lower, moved) = ("\(folder.path)/lower", "\(folder.path)/upper/\(upper)/lower")
        try #require(rename(lower, moved) == 0)
        defer { rename(moved, lower) }
        try writeJournal(in: "good", of: folder)
        let inspection = try JournalInspection(below: folder.path)
        #expect(inspection.journals.count == 1)
        #expect(!inspection.isIntact)
        let store = FakeStore()
        let sync = try await JournalSync(below: folder.path, openStore: { store }, onProblem: { _ in })
        #expect(sync.journalCount == 1)
        #expect(sync.debts.count { $0.sink.contains(moved) } == 1)
    }
}
