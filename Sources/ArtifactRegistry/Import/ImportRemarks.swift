/// What an import did not take, and how much of it, and what it has to say. Names and texts come from files: both are bounded.
struct ImportRemarks<Omission: Hashable & Sendable>: Hashable, Sendable {
    /// The most reports that are kept.
    static var mostReports: Int { 50 }
    /// The most kinds of omissions that are told apart, where there is a kind for the others.
    static var mostOmissions: Int { 50 }

    private(set) var notTaken: [Omission: Int] = [:]
    private(set) var reports: [String] = []
    private(set) var unlistedReportCount = 0

    /// Counts something that is not taken.
    ///
    /// - Parameter others: What it is counted as when there are too many kinds. Default: each is counted.
    mutating func omit(_ what: Omission, _ count: Int, others: Omission? = nil) {
        guard count > 0 else { return }
        let isListed = notTaken[what] != nil || notTaken.count < Self.mostOmissions
        notTaken[isListed ? what : others ?? what, default: 0] += count
    }

    /// Adds a report, without control characters.
    mutating func report(_ sentence: String) {
        guard reports.count < Self.mostReports else { return leaveOut() }
        reports.append(PlainText.of(sentence))
    }

    /// Counts reports that are not listed.
    mutating func leaveOut(_ count: Int = 1) { unlistedReportCount += count }

    /// All of it for a person; what was left out most comes first.
    func lines(_ sentence: (Omission) -> String) -> [String] {
        let omissions = notTaken.map { (sentence: sentence($0.key), count: $0.value) }
            .sorted { ($1.count, $0.sentence) < ($0.count, $1.sentence) }
        var lines = omissions.isEmpty ? [] : ["Not taken:"] + omissions.map { "  \($0.count) × \($0.sentence)" }
        guard !reports.isEmpty else { return lines }
        lines += ["Reports:"] + reports.map { "  \($0)" }
        if unlistedReportCount > 0 { lines.append("  and \(unlistedReportCount) more") }
        return lines
    }
}
