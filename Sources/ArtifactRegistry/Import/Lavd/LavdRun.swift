import RegistryCore

/// An experiment of lavd's, and the registry's run that it becomes.
final class LavdRun {
    let id: RunID
    let isNew: Bool
    private(set) var stored: StoredFields
    /// The records of its files by their sequence numbers.
    var known: [Int64: LavdKnownRecord] = [:]
    /// The records of its logs by their numbers.
    var logRecords: [Int64: LavdLogRecord] = [:]
    /// What groups of files looked like when they were read.
    var signatures: [LavdListing.Key: Int] = [:]
    /// How far logs were read, by their paths.
    var logs: [String: LavdLogProgress] = [:]
    var metrics: Set<String>
    /// Why nothing more is taken.
    var refusal: LavdOmission?
    /// Something was stored that the run's record does not tell of.
    var hasNews = false
    /// What was said of it once is not said again.
    var saidListing: [LavdOmission: Int] = [:]

    init(id: RunID, isNew: Bool, document: Document) {
        self.id = id
        self.isNew = isNew
        stored = StoredFields(document)
        metrics = Set((document["metrics"]?.documentValue ?? [:]).keys.map { FieldName.unescaped($0) })
    }

    /// Notes a record that the registry has.
    func note(_ document: Document, _ id: RecordID) {
        guard let sequence = document["_seq"]?.intValue else { return }
        if let log = LavdLogRecord(document, id) {
            logRecords[sequence] = log
        } else {
            known[sequence] = LavdKnownRecord(document, id)
        }
    }

    /// What is to change in the run's record; `nil` for nothing. Whether it goes on is known by the age of its youngest file: lavd says
    /// no end. A run that has ended, and that nothing new came of, keeps its status: somebody may have set it by hand.
    func change(
        _ listing: LavdListing, at now: WallTime, quietTime: Duration
    ) -> (change: RecordChange, wanted: StoredFields)? {
        var wanted = stored
        if stored.startTime == StoredFields.noTime, let earliest = listing.earliest {
            wanted.startTime = WallTime(millisecondsSince1970: earliest)
        }
        if hasNews || stored.status == .running, let latest = listing.latest {
            let age = (now.millisecondsSince1970 - latest) / 1_000
            if .seconds(age) < quietTime {
                wanted.status = .running
                wanted.endTime = nil
            } else {
                wanted.status = .finished
                wanted.endTime = WallTime(millisecondsSince1970: latest)
            }
        }
        return wanted == stored ? nil : (stored.change(to: wanted), wanted)
    }

    /// The record is what was wanted.
    func settle(_ fields: StoredFields? = nil) {
        if let fields { stored = fields }
        hasNews = false
    }
}

/// How far a log was read.
struct LavdLogProgress {
    /// Its number in the run.
    let number: Int64
    let record: RecordID
    var byteCount: Int
    /// The size when it was looked at last.
    var seenSize = -1
}
