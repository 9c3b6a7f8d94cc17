import RegistryCore

/// A run of another tracker, and the registry's run that it becomes.
final class TrackerRun: WrittenRun {
    /// Whether the registry did not have it before this import.
    let isNew: Bool
    /// Whether an import has come to the end of it before: then its name, notes, tags and experiment are the user's.
    let wasComplete: Bool
    /// The run's record as far as the import minds it.
    let stored: StoredFields
    let storedSummary: Document?
    /// Which file of the run it is.
    var part: Int64 = 0
    /// How many files of the run are known.
    var partCount: Int64 = 1
    /// Whether no file of the run came later.
    var isLastPart: Bool { part >= partCount - 1 }
    /// What is to be said of where the file belongs.
    var remark: String?
    var metrics: MetricAdmission
    /// By the metric's number in the source: how many points there were.
    private var pointCounts: [Int64] = []
    private var lineCount: Int64 = 0
    private var fileCount: Int64 = 0
    /// The latest time of any point or line, and the earliest.
    private(set) var latest: WallTime?
    private(set) var earliest: WallTime?

    /// The bits of a sequence number that say the place in the part.
    private static let placeBits: Int64 = 40
    /// Records of files are numbered from here, behind those that parts are claimed with.
    private static let firstFileSequence = Int64(1) << 62

    init(id: RunID, isNew: Bool, document: Document, options: TrackerImportOptions) {
        self.isNew = isNew
        wasComplete = document["import"]?.documentValue?["isComplete"] == .bool(true)
        stored = StoredFields(document)
        storedSummary = document["summary"]?.documentValue
        metrics = MetricAdmission(
            run: id, names: (document["metrics"]?.documentValue ?? [:]).keys.map { FieldName.unescaped($0) },
            most: options.mostMetrics, mostBytes: options.mostMetricNameBytes)
        super.init(id: id)
    }

    /// The place of the next point of a metric among its points, and its sequence number.
    func nextPoint(ofMetric number: Int) -> (place: Int64, sequence: Int64) {
        if number >= pointCounts.count { pointCounts += repeatElement(0, count: number + 1 - pointCounts.count) }
        defer { pointCounts[number] += 1 }
        return (pointCounts[number], sequence(of: pointCounts[number]))
    }

    func nextLineSequence() -> Int64 {
        defer { lineCount += 1 }
        return sequence(of: lineCount)
    }

    func nextFileSequence() -> Int64 {
        defer { fileCount += 1 }
        return Self.firstFileSequence | sequence(of: fileCount)
    }

    /// Gives a number to a file that is not stored.
    func passOverFile() { fileCount += 1 }

    func note(_ time: WallTime) {
        guard time > StoredFields.noTime else { return }
        latest = max(latest ?? time, time)
        earliest = min(earliest ?? time, time)
    }

    private func sequence(of place: Int64) -> Int64 { part << Self.placeBits | min(place, 1 << Self.placeBits - 1) }
}
