import Foundation
import RegistryCore
import Synchronization

/// The journals that processes that died left in folders: finds them, tells what nobody here can deliver, and takes the others.
///
/// A journal whose process lives is not touched: its lock says so.
final class LeftJournals: Sendable {
    private let roots: [String]
    private let own: JournalFolder?
    private let lacking: @Sendable (JournalFolder) -> [LackingSink]
    private let isForOthers: @Sendable (JournalFolder) -> Bool
    private let redelivers: Bool
    private let report: @Sendable (LogProblem) -> Void
    private let faults = Mutex<[(path: String, error: any Error)]>([])

    /// - Parameters:
    ///   - roots: The folders of journals.
    ///   - own: The one that is not looked at.
    ///   - lacking: The sinks that another one has to reach and that are not to be had here.
    ///   - isForOthers: Whether one that lacks some is left to somebody who has them all.
    ///   - redelivers: Those that were delivered count as well.
    init(
        in roots: [String], except own: JournalFolder?, lacking: @escaping @Sendable (JournalFolder) -> [LackingSink],
        isForOthers: @escaping @Sendable (JournalFolder) -> Bool, redelivers: Bool,
        report: @escaping @Sendable (LogProblem) -> Void
    ) {
        self.roots = roots
        self.own = own
        self.lacking = lacking
        self.isForOthers = isForOthers
        self.redelivers = redelivers
        self.report = report
    }

    /// Those that could not be looked at, and why.
    var untaken: [(path: String, error: any Error)] { faults.withLock { $0 } }

    /// Whether there is a journal that no process has. As a rule there is no such folder, or the first one answers it.
    var mayOwe: Bool {
        roots.contains { root in
            do {
                return try JournalFolder.all(in: root).contains {
                    $0 != own && (!isForOthers($0) || lacking($0).isEmpty) && mayOwe($0)
                }
            } catch {
                return true
            }
        }
    }

    private func mayOwe(_ folder: JournalFolder) -> Bool {
        do {
            return try !folder.isLocked()
        } catch {
            return !isOfNoConcern(folder, error)
        }
    }

    /// The journals that are to be brought to sinks here. What is left to somebody else, with the sinks that they lack here, is told.
    func find() -> [JournalFolder] {
        for root in roots { JournalFolder.removeLeftovers(in: root) }
        var folders: [JournalFolder] = []
        var left: [(folder: JournalFolder, sinks: [LackingSink])] = []
        for folder in roots.flatMap(journals) where folder != own {
            let sinks = lacking(folder)
            if !sinks.isEmpty, isLeft(folder) { left.append((folder, sinks)) }
            if sinks.isEmpty || !isForOthers(folder) { folders.append(folder) }
        }
        tell(left)
        return folders
    }

    /// Whether a journal has something to deliver, and nobody who does it now. What cannot be looked into is told by whoever takes it up.
    private func isLeft(_ folder: JournalFolder) -> Bool {
        (try? !folder.isLocked() && !folder.segments().isEmpty && !isOver(folder)) ?? false
    }

    /// Says once what is left to somebody else: nobody would miss rows that reach no registry.
    private func tell(_ left: [(folder: JournalFolder, sinks: [LackingSink])]) {
        guard let first = left.first else { return }
        let sinks = Set(left.flatMap(\.sinks)).sorted { $0.description < $1.description }
        let roots = Set(left.map { PathText.parent(of: $0.folder.path) }).count
        let place = PathText.parent(of: first.folder.path) + (roots > 1 ? " and \(roots - 1) other folders" : "")
        var helper =
            sinks.contains { $0.name == RegistrySink.sinkName }
            ? "visual-backend sync brings them to the registry, and a logger that has all of these to all of them."
            : "A logger that has them brings them there."
        for name in Set(sinks.filter(\.hasMoved).map(\.name)).sorted() {
            guard let (folder, _) = left.first(where: { $0.sinks.contains { $0.name == name && $0.hasMoved } }) else {
                continue
            }
            helper +=
                " To bring what is for \(name) to this logger's after all, delete \(folder.addressPath(name)), and in the other "
                + "journals its like; to drop it, delete \(PathText.name(of: folder.checkpointPath(name))) beside it."
        }
        report(
            LogProblem(
                sink: nil, kind: .failed, error: nil,
                message:
                    "In \(place) lie journals of runs that ended before, \(left.count) in all, for places that this "
                    + "logger does not have: "
                    + "\(sinks.map(\.description).joined(separator: ", ")). What is for these stays in them. \(helper)")
        )
    }

    /// Notes a journal that nobody has looked at in time. One of a living process is no concern of ours.
    func noteUnreached(_ folder: JournalFolder) {
        do {
            if try folder.isLocked() { return }
            faults.withLock { $0.append((folder.path, Self.unreached)) }
        } catch {
            noteUntaken(folder, error)
        }
    }

    /// Notes a journal that cannot be taken up, and says so.
    private func noteUntaken(_ folder: JournalFolder, _ error: any Error) {
        let isTheirs = isOfNoConcern(folder, error)
        let outcome = isTheirs ? "is left alone" : "cannot be taken up"
        report(
            LogProblem(
                sink: nil, kind: .failed, error: error,
                message: "The journal \(folder.path) \(outcome): \(LogProblem.text(of: error))"))
        if !isTheirs { faults.withLock { $0.append((folder.path, error)) } }
    }

    /// Whether a journal that cannot be used is somebody else's, in a folder that several share: then it is theirs to
    /// deliver, and no concern of a logger. Who is asked to deliver what is there must not say that nothing was left.
    private func isOfNoConcern(_ folder: JournalFolder, _ error: any Error) -> Bool {
        guard !redelivers, (error as? SystemError)?.isForbidden == true else { return false }
        // Whose it is nobody can say: then it may be this user's.
        let attributes = try? FileManager.default.attributesOfItem(atPath: folder.path)
        guard let owner = attributes?[.ownerAccountID] as? Int else { return false }
        return owner != Int(UserNumber.current)
    }

    /// Takes a journal that has something to deliver.
    ///
    /// - Returns: `nil` when a process that lives has it, or nothing is to be done.
    func take(_ folder: JournalFolder) -> PosixFile? {
        do {
            guard let lock = try folder.takeLock() else { return nil }
            guard try !folder.segments().isEmpty else {
                // Its process died before its first record, or is just beginning it and has not locked it yet: then it makes the
                // folder again.
                folder.remove()
                return nil
            }
            guard try !redelivers && isOver(folder) else { return lock }
            // Delivered already; it is kept on purpose or because something of it is missing, or a crash kept it from being deleted.
            if try !folder.isKept && Checkpoint.areAllSettled(in: folder) { folder.remove() }
            return nil
        } catch {
            noteUntaken(folder, error)
            return nil
        }
    }

    /// Whether nothing is to be delivered any more. A checkpoint that is damaged says nothing: its sink gets everything again.
    private func isOver(_ folder: JournalFolder) throws -> Bool {
        do {
            let checkpoints = try Checkpoint.all(in: folder)
            return !checkpoints.isEmpty && checkpoints.allSatisfy(\.isFinished)
        } catch let error as RegistryError where error.code == .corruptData {
            return false
        }
    }

    /// The journals in a folder of journals; none, and a report, when it cannot be listed.
    private func journals(in root: String) -> [JournalFolder] {
        do {
            return try JournalFolder.all(in: root)
        } catch {
            report(
                LogProblem(
                    sink: nil, kind: .failed, error: error,
                    message: "The journals in \(root) cannot be taken up: \(LogProblem.text(of: error))"))
            faults.withLock { $0.append((root, error)) }
            return []
        }
    }

    private static let unreached = RegistryError(.timedOut, "There was no time to deliver it.")
}
