import Foundation
import Synchronization

/// What a journal has to say of its disk and its sinks, in words.
final class JournalComplaints: Sendable {
    private let folder: JournalFolder
    private let limits: JournalLimits
    private let report: @Sendable (LogProblem) -> Void
    private let hasReportedDeletion = Atomic<Bool>(false)

    /// - Parameter report: Is told.
    init(folder: JournalFolder, limits: JournalLimits, report: @escaping @Sendable (LogProblem) -> Void) {
        self.folder = folder
        self.limits = limits
        self.report = report
    }

    private var memory: String { "up to \(limits.memoryInBytes >> 20) MiB" }

    /// The disk has said why it takes nothing.
    func failed(_ failure: any Error) {
        tell(
            .failed, failure,
            "The journal cannot be written: \(LogProblem.text(of: failure)) "
                + "What is logged waits in memory, \(memory), and is tried again.")
    }

    /// The disk takes nothing, and does not say why.
    func silent() {
        let beyond = limits.policy == .wait ? "log calls wait" : "records are dropped"
        tell(
            .failed, SystemError(ETIMEDOUT, doing: "writing", folder.path),
            "The disk of the journal \(folder.path) does not answer. "
                + "What is logged waits in memory, \(memory); beyond that, \(beyond).")
    }

    /// There is no room in the journal, and log calls wait for it.
    func full() {
        tell(
            .waiting, nil,
            "The journal \(folder.path) has reached its limit of \(limits.diskInBytes) bytes because a sink "
                + "is far behind: logging waits for it.")
    }

    /// A segment that nobody needs cannot be deleted. Said once.
    func undeleted(_ failure: any Error) {
        guard !hasReportedDeletion.exchange(true, ordering: .relaxed) else { return }
        tell(
            .failed, failure,
            "A part of the journal that is needed no more cannot be deleted: \(LogProblem.text(of: failure)) "
                + "It is tried again; until then, the journal may get larger than its limit.")
    }

    private func tell(_ kind: LogProblem.Kind, _ error: (any Error)?, _ message: String) {
        report(LogProblem(sink: nil, kind: kind, error: error, message: message))
    }
}
