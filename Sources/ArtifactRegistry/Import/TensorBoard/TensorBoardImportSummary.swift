/// What one pass over a log directory brought into the registry, what it did not, and why.
public struct TensorBoardImportSummary: Hashable, Sendable {
    /// The most reports about steps: a training that was started again has one for each tag.
    static let mostStepReports = 10

    /// Runs that were not in the registry.
    public internal(set) var newRuns = 0
    /// Runs that were there already and that something was read of.
    public internal(set) var knownRuns = 0
    /// Event files that something was read of.
    public internal(set) var files = 0
    /// Points that were stored.
    public internal(set) var storedPoints = 0
    /// Points that were there already.
    public internal(set) var knownPoints = 0
    /// Texts that were stored, as lines of the runs' logs.
    public internal(set) var storedLines = 0
    /// Texts that were there already.
    public internal(set) var knownLines = 0
    /// Hyperparameters that were read.
    public internal(set) var parameters = 0
    /// What was not taken, and how much of it.
    public var notTaken: [TensorBoardOmission: Int] { remarks.notTaken }
    /// What is worth knowing about files and records: damage with its file and byte, steps that went back, and more; the
    /// first 50, of them 10 about steps. The text holds no control characters.
    public var reports: [String] { remarks.reports }
    /// How many further reports there were.
    public var unlistedReportCount: Int { remarks.unlistedReportCount }

    private(set) var remarks = ImportRemarks<TensorBoardOmission>()
    private var stepReportCount = 0
    private var hasDamage = false

    /// Nothing yet.
    init() {}

    /// Whether nothing was read and nothing is to be said.
    public var isEmpty: Bool { self == TensorBoardImportSummary() }

    /// Whether something was stored that was not there.
    public var hasStored: Bool { newRuns + storedPoints + storedLines > 0 }

    /// Whether no run came of the log directory because what is there could not be read.
    public var isFruitless: Bool { newRuns + knownRuns == 0 && hasDamage }

    mutating func omit(_ what: TensorBoardOmission, _ count: Int = 1) {
        remarks.omit(what, count, others: .furtherKinds)
    }

    /// Counts what became of what was written.
    mutating func add(_ tally: WriteTally) {
        storedPoints += tally.storedPoints
        knownPoints += tally.knownPoints
        storedLines += tally.storedLines
        knownLines += tally.knownLines
        for (refusal, count) in tally.refused { omit(TensorBoardOmission(refusal), count) }
    }

    mutating func report(_ sentence: String, isAboutSteps: Bool = false, isAboutDamage: Bool = false) {
        if isAboutDamage { hasDamage = true }
        if isAboutSteps { stepReportCount += 1 }
        guard !isAboutSteps || stepReportCount <= Self.mostStepReports else { return remarks.leaveOut() }
        remarks.report(sentence)
    }

    /// Counts reports that whoever made them did not list.
    mutating func leaveOutReports(_ count: Int) { remarks.leaveOut(count) }
}
