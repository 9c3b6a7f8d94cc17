public import RegistryCore

/// What was read of a run and is to be stored next.
public struct SourceBatch {
    /// A point of one of ``metrics``; without a step it stands at its place among the metric's points.
    struct Point {
        let metric: Int
        let step: Int64?
        let time: WallTime
        let value: Double
    }

    /// A line of the run's log.
    struct Line {
        let time: WallTime
        let level: LogLevel
        let text: String
    }

    /// From so many points, lines and files on a batch is large enough.
    private static let fullCount = 16_384
    private static let fullBytes = 4 << 20
    /// The most names of metrics, and of their bytes, that are told apart.
    private static let mostNames = 131_072
    private static let mostNameBytes = 32 << 20

    private(set) var points: [Point] = []
    private(set) var lines: [Line] = []
    /// The files; `nil` for one that is not taken and keeps its number.
    private(set) var files: [SourceFile?] = []
    private(set) var omissions: [ImportOmission: Int] = [:]
    private(set) var reports: [String] = []
    /// Whether something was damaged so far, also in earlier batches.
    private(set) var hasDamage = false
    /// The names of all metrics so far, also of earlier batches.
    private(set) var metrics: [String] = []
    private var numbers: [ExactName: Int] = [:]
    private var nameBytes = 0
    private var textBytes = 0

    /// An empty batch.
    init() {}

    /// Whether it should be stored before more is read.
    public var isFull: Bool {
        points.count + lines.count + files.count >= Self.fullCount || textBytes >= Self.fullBytes
    }

    /// Whether it has no points, lines and files.
    var isWithoutContent: Bool { points.isEmpty && lines.isEmpty && files.allSatisfy { $0 == nil } }

    /// Adds a point.
    ///
    /// - Parameter step: `nil` for a metric that counts no steps.
    public mutating func addPoint(_ metric: String, step: Int64?, time: WallTime, value: Double) {
        guard let number = number(of: metric) else { return omit(.pointsOfFurtherMetrics) }
        points.append(Point(metric: number, step: step, time: time, value: value))
    }

    /// Adds a line of the run's log; one that is too long is cut.
    public mutating func addLine(_ text: String, time: WallTime, level: LogLevel = .info) {
        let (text, isCut) = LongText.cut(text)
        if isCut { omit(.endsOfLines) }
        textBytes += text.utf8.count
        lines.append(Line(time: time, level: level, text: text))
    }

    /// Adds a file's record.
    public mutating func addFile(_ file: SourceFile) {
        textBytes += file.name.utf8.count + file.location.utf8.count
        files.append(file)
    }

    /// Passes over a file that is not there, so that the numbers of those behind it, by which they are known again, stay.
    public mutating func passOverFile() { files.append(nil) }

    /// Counts something that is not taken.
    public mutating func omit(_ what: ImportOmission, _ count: Int = 1) {
        guard count > 0 else { return }
        let isListed = omissions[what] != nil || omissions.count < ImportRemarks<ImportOmission>.mostOmissions
        omissions[isListed ? what : .furtherKinds, default: 0] += count
    }

    /// Says what is worth knowing: damage with its file and byte.
    public mutating func report(_ sentence: String) {
        // The summary counts what is beyond its own limit.
        if reports.count < 10_000 { reports.append(sentence) }
    }

    /// Says what is damaged, and where. A file of which nothing else is read is a damaged one, and not one that was just begun.
    mutating func reportDamage(_ sentence: String) {
        hasDamage = true
        report(sentence)
    }

    /// Forgets everything but the names, and whether something was damaged.
    mutating func removeAll() {
        points.removeAll(keepingCapacity: true)
        lines.removeAll(keepingCapacity: true)
        files.removeAll(keepingCapacity: true)
        omissions = [:]
        reports = []
        textBytes = 0
    }

    private mutating func number(of metric: String) -> Int? {
        let name = ExactName(metric)
        if let number = numbers[name] { return number }
        guard metrics.count < Self.mostNames, nameBytes + metric.utf8.count <= Self.mostNameBytes else { return nil }
        nameBytes += metric.utf8.count
        numbers[name] = metrics.count
        metrics.append(metric)
        return metrics.count - 1
    }
}
