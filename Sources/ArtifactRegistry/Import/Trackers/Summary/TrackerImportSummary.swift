public import RegistryCore

/// What an import of other trackers' runs brought into the registry, what it did not, and why.
public struct TrackerImportSummary: Hashable, Sendable {
    /// Runs that were not in the registry.
    public internal(set) var newRuns = 0
    /// Runs that were there already.
    public internal(set) var knownRuns = 0
    /// Runs that could not be read to their end, or that the registry refuses; the reports say why.
    public internal(set) var incompleteRuns = 0
    /// Files and folders that hold runs, or may, and could not be read, or not whole; the reports say why.
    public internal(set) var unreadSources = 0
    /// Why the source could not be read further, as when its server went away; `nil` when it was read to its end. What it gave until then is
    /// brought in, and an import made anew goes on.
    public var sourceError: RegistryError? { sourceFault.map { RegistryError($0.code, $0.message) } }
    /// Points that were stored.
    public internal(set) var storedPoints = 0
    /// Points that were there already.
    public internal(set) var knownPoints = 0
    /// Lines that were stored in the runs' logs.
    public internal(set) var storedLines = 0
    /// Lines that were there already.
    public internal(set) var knownLines = 0
    /// Records of files that were stored. The files stay where they are.
    public internal(set) var storedFiles = 0
    /// Records of files that were there already.
    public internal(set) var knownFiles = 0
    /// Parameters of all runs.
    public internal(set) var parameters = 0
    /// What was not taken, and how much of it.
    public var notTaken: [ImportOmission: Int] { remarks.notTaken }
    /// What is worth knowing: damage with its file and byte, and more; the first 50. The text holds no control characters.
    public var reports: [String] { remarks.reports }
    /// How many further reports there were.
    public var unlistedReportCount: Int { remarks.unlistedReportCount }

    private var remarks = ImportRemarks<ImportOmission>()
    private var sourceFault: SourceFault?

    /// What an error says, as a value.
    private struct SourceFault: Hashable {
        let code: RegistryError.Code
        let message: String
    }

    /// Nothing yet.
    init() {}

    /// Whether no run came of the source because what is there could not be read.
    public var isFruitless: Bool { newRuns + knownRuns == 0 && incompleteRuns + unreadSources > 0 }

    /// Whether something was stored that was not there.
    public var hasStored: Bool { newRuns + storedPoints + storedLines + storedFiles > 0 }

    mutating func omit(_ what: ImportOmission, _ count: Int) { remarks.omit(what, count, others: .furtherKinds) }

    mutating func report(_ sentence: String) { remarks.report(sentence) }

    /// Notes why the source cannot be read further. The first reason is kept: others follow from it.
    mutating func breakOff(_ error: RegistryError) {
        guard sourceFault == nil else { return }
        sourceFault = SourceFault(code: error.code, message: PlainText.of(error.message))
    }

    /// What was not taken, and the reports, in lines.
    fileprivate var remarkLines: [String] { remarks.lines(\.sentence) }

    /// Counts what became of what was written.
    mutating func add(_ tally: WriteTally) {
        storedPoints += tally.storedPoints
        knownPoints += tally.knownPoints
        storedLines += tally.storedLines
        knownLines += tally.knownLines
        for (refusal, count) in tally.refused { omit(ImportOmission(refusal), count) }
    }
}

extension TrackerImportSummary: CustomStringConvertible {
    /// The summary in lines for a person: what was taken, what was not and why, and the reports.
    public var description: String {
        var lines = [
            "\(newRuns) new and \(knownRuns) known runs.",
            "Points: \(storedPoints) stored, \(knownPoints) known already.",
        ]
        if storedLines + knownLines > 0 { lines.append("Lines: \(storedLines) stored, \(knownLines) known already.") }
        if storedFiles + knownFiles > 0 {
            lines.append("Records of files: \(storedFiles) stored, \(knownFiles) known already.")
        }
        if parameters > 0 { lines.append("Parameters: \(parameters).") }
        if incompleteRuns > 0 { lines.append("Not read to their end: \(incompleteRuns) runs.") }
        if let sourceFault { lines.append("The source could not be read to its end: \(sourceFault.message)") }
        return (lines + remarkLines).joined(separator: "\n")
    }
}
