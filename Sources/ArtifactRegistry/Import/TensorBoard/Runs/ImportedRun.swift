import Foundation
import RegistryCore

/// A TensorBoard run, which is a folder, and the registry's run that it becomes.
final class ImportedRun: WrittenRun {
    /// Whether the registry did not have it before this import.
    let isNew: Bool
    /// The run's record as far as the import minds it.
    private(set) var stored: StoredFields
    var facts: RunFacts
    var metrics: MetricAdmission
    /// By path relative to the log directory.
    var files: [String: ImportedFile] = [:]
    /// The event files that have a number.
    var claims: [FileClaim.Key: FileClaim] = [:]
    /// When it last grew while it was being followed.
    var lastGrowth: WallTime?

    init(id: RunID, isNew: Bool, document: Document, facts: RunFacts, options: TensorBoardImportOptions) {
        self.isNew = isNew
        self.facts = facts
        stored = StoredFields(document)
        metrics = MetricAdmission(
            run: id, names: (document["metrics"]?.documentValue ?? [:]).keys.map { FieldName.unescaped($0) },
            most: options.mostMetrics, mostBytes: options.mostMetricNameBytes)
        super.init(id: id)
    }

    /// Whether the time has to be minded to know how the run is doing.
    var isRunning: Bool { stored.status == .running && refusal == nil }

    /// What is to change in the run's record; `nil` for nothing.
    ///
    /// A run that has ended, and that nothing new came of, keeps its status: somebody may have set it by hand.
    func change(at now: WallTime, quietTime: Duration) -> (RecordChange, StoredFields)? {
        var wanted = stored
        if let earliest = facts.earliest, stored.startTime > earliest || stored.startTime == StoredFields.noTime {
            wanted.startTime = earliest
        }
        if hasNews || stored.status == .running {
            if let ending = facts.ending {
                wanted.status = ending.status
                wanted.endTime = ending.time ?? facts.latest ?? wanted.startTime
            } else if isFresh(at: now, quietTime: quietTime) {
                wanted.status = .running
                wanted.endTime = nil
            } else {
                wanted.status = .finished
                wanted.endTime = facts.latest ?? wanted.startTime
            }
        }
        wanted.parameters.merge(facts.parameters) { $1 }
        if !facts.group.isEmpty { wanted.group = facts.group }
        return wanted == stored ? nil : (stored.change(to: wanted), wanted)
    }

    /// Takes note of what was stored.
    func settle(_ fields: StoredFields? = nil) {
        if let fields { stored = fields }
        hasNews = false
    }

    /// Forgets how much of a file is stored: its content is not what it was.
    func forgetStoredBytes(ofFileAt path: String) {
        for key in claims.keys where key.path == path { claims[key]?.storedBytes = 0 }
    }

    private func isFresh(at now: WallTime, quietTime: Duration) -> Bool {
        [facts.latest, lastGrowth].contains { time in
            guard let time else { return false }
            // A clock may be ahead of ours; one that is far ahead says nothing.
            let age = abs(now.secondsSince1970 - time.secondsSince1970)
            return age < quietTime / .seconds(1)
        }
    }
}
