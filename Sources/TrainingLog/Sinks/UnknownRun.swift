import RegistryCore

/// Tells of a run that was to be continued and that the store does not have: one digit that was typed wrong is another run.
struct UnknownRun: Sendable {
    private let journal: JournalFolder
    private let folder: RunFolder
    private let report: @Sendable (LogProblem) -> Void

    /// - Parameters:
    ///   - journal: That of the logger that continues the run.
    ///   - folder: The logger's, in which others may have left theirs.
    init(_ journal: JournalFolder, in folder: RunFolder, report: @escaping @Sendable (LogProblem) -> Void) {
        self.journal = journal
        self.folder = folder
        self.report = report
    }

    /// Whether the run has begun here and only not reached the store: another journal of it is in the folder. So it may be where nobody can look.
    var hasBegunHere: Bool {
        JournalRoots(folder).all.contains { root in
            guard let journals = try? JournalFolder.all(in: root) else { return true }
            return journals.contains { $0.run == journal.run && $0.name != journal.name }
        }
    }

    func tell() {
        report(
            LogProblem(
                sink: nil, kind: .rejected, error: nil,
                message: "There is no run \(journal.run) in the registry: a new one of this identifier is begun. "
                    + "If one was to be continued, look whether the identifier is its own, and the registry the one that has it."
            ))
    }
}
