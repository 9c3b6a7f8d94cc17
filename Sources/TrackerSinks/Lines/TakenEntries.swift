import RegistryCore
import TrainingLog

/// Which entries a sink has written, in memory or on the disk: what comes again after a failure is not written twice, and what was refused
/// is told when the portion it came with is delivered.
struct TakenEntries {
    private var lastSequence: Int64 = -1
    private var rejected: [RejectedEntry] = []

    /// The first of the entries that was not taken; `nil` when all were.
    func firstNew(of entries: [LogEntry]) -> LogEntry? { entries.first { $0.sequence > lastSequence } }

    /// Takes the entries that were not taken.
    ///
    /// - Parameter write: Writes one. What it throws as ``PermanentFailure`` refuses the entry; any other error has it come again.
    mutating func take(_ entries: [LogEntry], _ write: (LogEntry) throws -> Void) throws {
        for entry in entries where entry.sequence > lastSequence {
            do {
                try write(entry)
            } catch let failure as PermanentFailure {
                rejected.append(RejectedEntry(sequence: entry.sequence, reason: failure.reason))
            }
            lastSequence = entry.sequence
        }
    }

    /// What was refused since it was told last. It is asked when the portion is delivered: before that nobody hears of it.
    mutating func tellRejected() -> [RejectedEntry] {
        defer { rejected = [] }
        return rejected
    }
}
