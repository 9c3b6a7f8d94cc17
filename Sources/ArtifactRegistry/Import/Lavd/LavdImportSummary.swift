/// What one pass over a folder of lavd's brought into the registry, what it did not, and why.
public struct LavdImportSummary: Hashable, Sendable {
    /// Runs that were not in the registry.
    public internal(set) var newRuns = 0
    /// Runs that were there already and that something was read of.
    public internal(set) var knownRuns = 0
    /// Experiments that are no runs, as everything that is there of them is damaged, too long or cannot be read; the reports say what.
    public internal(set) var damagedExperiments = 0
    /// Numbers that were stored as points.
    public internal(set) var storedPoints = 0
    /// Numbers that were there already.
    public internal(set) var knownPoints = 0
    /// Lines of logs that were stored.
    public internal(set) var storedLines = 0
    /// Lines that were there already.
    public internal(set) var knownLines = 0
    /// Texts, Markdown documents and images whose records were stored, or brought up to date.
    public internal(set) var storedFiles = 0
    /// Those that were there already.
    public internal(set) var knownFiles = 0
    /// Commands that were stored.
    public internal(set) var commands = 0
    /// What was not taken, and how much of it.
    public var notTaken: [LavdOmission: Int] { remarks.notTaken }
    /// What is worth knowing about single files, the first 50. The text holds no control characters.
    public var reports: [String] { remarks.reports }
    /// How many further reports there were.
    public var unlistedReportCount: Int { remarks.unlistedReportCount }

    private var remarks = ImportRemarks<LavdOmission>()

    /// Nothing yet.
    init() {}

    /// Whether nothing was read and nothing is to be said.
    public var isEmpty: Bool { self == LavdImportSummary() }

    /// Whether no run came of the folder because what is there could not be read.
    public var isFruitless: Bool { newRuns + knownRuns == 0 && damagedExperiments > 0 }

    mutating func omit(_ what: LavdOmission, _ count: Int = 1, _ report: String? = nil) {
        guard count > 0 else { return }
        remarks.omit(what, count)
        if let report { remarks.report(report) }
    }

    /// What was not taken, and the reports, in lines.
    fileprivate var remarkLines: [String] { remarks.lines(\.sentence) }
}

extension LavdImportSummary: CustomStringConvertible {
    /// The summary in lines for a person.
    public var description: String {
        var lines = [
            "\(newRuns) new and \(knownRuns) known runs.",
            "Points: \(storedPoints) stored, \(knownPoints) known already.",
            "Texts and images: \(storedFiles) stored, \(knownFiles) known already.",
            "Lines: \(storedLines) stored, \(knownLines) known already.",
        ]
        if commands > 0 { lines.append("Commands: \(commands).") }
        if damagedExperiments > 0 {
            let count = damagedExperiments
            lines.append("Experiments without a run, as everything in them is damaged or cannot be read: \(count).")
        }
        return (lines + remarkLines).joined(separator: "\n")
    }
}
