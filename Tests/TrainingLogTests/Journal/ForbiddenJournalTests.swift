import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

/// What one may not look at: journals are missed where they may be, and nowhere else.
@Suite(
    .timeLimit(.minutes(5)),
    .enabled(if: StrangersChild.folder == nil && StrangersChild.isPossible, StrangersChild.reason)
)
struct ForbiddenJournalTests {
    private let folder: OwnedFolder

    init() throws { folder = try OwnedFolder() }

    /// Makes a folder with something in it.
    private func make(_ place: String, ownedByStranger: Bool = false, permissions: Int) throws {
        let path = folder.path + "/" + place
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try "something".write(toFile: path + "/file", atomically: true, encoding: .utf8)
        try give(place, ownedByStranger: ownedByStranger, permissions: permissions)
    }

    /// Writes a journal in a run's folder; its name in the folder of all.
    private func writeJournal(in place: String) throws -> String {
        let name = try JournalBench.writeJournal(in: folder.path + "/" + place).path.dropFirst(folder.path.count + 1)
        for path in [place, place + "/journal", String(name)] {
            try give(path, ownedByStranger: true, permissions: 0o755)
        }
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path + "/" + name) {
            try give("\(name)/\(file)", ownedByStranger: true, permissions: 0o600)
        }
        return String(name)
    }

    private func give(_ place: String, ownedByStranger: Bool, permissions: Int) throws {
        try FileManager.default.setAttributes(
            [.ownerAccountID: ownedByStranger ? StrangersChild.user : 0, .posixPermissions: permissions],
            ofItemAtPath: folder.path + "/" + place)
    }

    @Test func `Folders of others that nothing says are of logs are passed over by name; all else is a fault`() throws {
        _ = try writeJournal(in: "passed/good")
        try make("passed/lost+found", permissions: 0o700)
        try make("passed/named only", permissions: 0o744)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/passed/link", withDestinationPath: folder.path + "/passed/lost+found/below")
        try make("own/closed", ownedByStranger: true, permissions: 0o000)
        try make("own journals/closed/journal", permissions: 0o700)
        try make("run/closed/journal", permissions: 0o755)
        try make("run/closed", permissions: 0o711)
        try make("run named only/closed/journal", permissions: 0o755)
        try make("run named only/closed", permissions: 0o744)
        try make("given", permissions: 0o700)
        _ = try StrangersChild(running: "ForbiddenFolderChild", in: folder.path)
    }

    @Test func `A journal that one may not open is owed, but for a logger that finds another user's`() throws {
        try give(try writeJournal(in: "own"), ownedByStranger: true, permissions: 0o000)
        try give(try writeJournal(in: "theirs"), ownedByStranger: false, permissions: 0o700)
        _ = try StrangersChild(running: "ForbiddenJournalChild", in: folder.path)
    }
}

/// What the other user's process sees of folders.
@Suite(.timeLimit(.minutes(5)), .enabled(if: StrangersChild.folder != nil, "runs as a child of another test"))
struct ForbiddenFolderChild {
    @Test func `Folders of others are passed over`() async throws {
        let path = try #require(StrangersChild.folder) + "/passed"
        let inspection = try JournalInspection(below: path)
        #expect(inspection.journals.count == 1)
        #expect(inspection.isIntact, "\(inspection.faults)")
        let others = ["link", "lost+found", "named only"].map { path + "/" + $0 }
        #expect(inspection.passedOver.map(\.path).sorted() == others)
        for notice in inspection.passedOver { #expect(notice.message.contains(notice.path)) }
        let problems = ProblemList()
        let sync = try await JournalSync(below: path, openStore: nil, onProblem: { problems.add($0) })
        #expect(sync.journalCount == 1)
        #expect(sync.debts.isEmpty)
        for other in others { #expect(problems.all.count { $0.message.contains(other) } == 1) }
        // Whoever finds nothing hears of them as well.
        let later = ProblemList()
        #expect(try !JournalSync.outlook(below: path) { later.add($0) }.hasWork)
        for other in others { #expect(later.all.count { $0.message.contains(other) } == 1) }
    }

    @Test(arguments: ["own", "own journals", "run", "run named only", "given"])
    func `Folders in which there may be journals are faults`(place: String) throws {
        let path = try #require(StrangersChild.folder) + "/" + place
        #expect(try JournalInspection(below: path).isIntact == false)
        #expect(try JournalSync.outlook(below: path).hasWork)
    }
}

/// What the other user's process makes of journals.
@Suite(.timeLimit(.minutes(5)), .enabled(if: StrangersChild.folder != nil, "runs as a child of another test"))
struct ForbiddenJournalChild {
    private static func recovery(_ path: String, redelivers: Bool, _ problems: ProblemList) -> JournalRecovery {
        JournalRecovery(
            roots: [path + "/journal"], except: nil, surroundings: Workbench.surroundings,
            interval: .milliseconds(1), keepsSegments: false, redelivers: redelivers, report: { problems.add($0) }
        ) { _, _, _ in [] }
    }

    @Test(arguments: [("own", false), ("own", true), ("theirs", false), ("theirs", true)], [false, true])
    func `Journals that may not be opened are owed`(journal: (place: String, redelivers: Bool), isCancelled: Bool)
        async throws
    {
        let path = try #require(StrangersChild.folder) + "/" + journal.place
        let problems = ProblemList()
        let recovery = Self.recovery(path, redelivers: journal.redelivers, problems)
        await Task {
            if isCancelled { withUnsafeCurrentTask { $0?.cancel() } }
            await recovery.run()
        }.value
        let isOwed = journal.redelivers || journal.place == "own"
        #expect(recovery.debts.map(\.isSettled) == (isOwed ? [false] : []))
        #expect(problems.all.map(\.kind) == [.failed])
    }
}
