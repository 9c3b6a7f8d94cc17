import ArgumentParser
import Foundation
import LoggerAndViewer

/// `visual-backend verify`: what is in the journals below a folder, and whether anything is missing.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Says what is in the journals below a folder, what is damaged, and from which byte on.",
        discussion: """
            It changes nothing. It ends with 65 when anything that was acknowledged is missing, from a journal or from \
            a place that refused it, and with 69 when there is a folder or a journal that it cannot look at. Links \
            that lead out of the folder, and closed folders of other users that have nothing to do with logs, are \
            named and not looked into.
            """)

    @Argument(help: ArgumentHelp("A run's folder, or one above.", valueName: "folder"))
    var folder: String

    func run() async throws {
        try await Failure.reporting {
            let inspection = try JournalInspection(below: folder)
            if inspection.journals.isEmpty, inspection.faults.isEmpty {
                print("No journal below \(folder): everything that was logged there has reached its places.")
            }
            for journal in inspection.journals { print(Self.text(of: journal)) }
            for place in inspection.passedOver { print(place.message) }
            for fault in inspection.faults { Failure.report(fault.message) }
            let damaged = inspection.journals.count { !$0.isIntact }
            guard damaged == 0 else {
                Failure.report("Something that was logged is missing from \(damaged) of the journals or their places.")
                throw ExitCode(65)
            }
            guard inspection.faults.isEmpty else {
                throw RegistryError(.unavailable, "Whether anything is missing there nobody can say.")
            }
        }
    }

    private static func text(of journal: JournalInspection.Journal) -> String {
        let state =
            journal.isLive
            ? "being written by a process" : journal.ending.map { "run \($0.rawValue)" } ?? "its process has died"
        let entries =
            journal.sequences.isEmpty
            ? "no entries"
            : "\(journal.entryCount) entries in \(journal.segmentCount) segments, \(journal.byteCount) bytes, records "
                + "\(journal.sequences.lowerBound) to \(journal.sequences.upperBound - 1)"
        var lines = ["\(journal.path) (\(state))", "  \(entries)"]
        // Names of files are anybody's.
        lines += journal.sinks.map { TextTable.plain("  \($0.sentence)") }
        if let tornAt = journal.tornAt {
            lines.append(
                "  torn at \(tornAt): here the journal ends, within a record; what came behind it did not reach the disk"
            )
        }
        lines += journal.damages.map { "  DAMAGED \($0)" }
        return lines.joined(separator: "\n")
    }
}
