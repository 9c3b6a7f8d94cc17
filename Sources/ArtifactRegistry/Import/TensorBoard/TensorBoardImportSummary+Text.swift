extension TensorBoardImportSummary: CustomStringConvertible {
    /// The summary in lines for a person: what was taken, what was not and why, and the reports.
    public var description: String {
        var lines = [
            "\(newRuns) new and \(knownRuns) known runs in \(files) event files.",
            "Points: \(storedPoints) stored, \(knownPoints) known already.",
        ]
        if storedLines + knownLines > 0 { lines.append("Texts: \(storedLines) stored, \(knownLines) known already.") }
        if parameters > 0 { lines.append("Hyperparameters: \(parameters).") }
        let omissions = notTaken.map { (sentence: $0.key.sentence, count: $0.value) }
            .sorted { ($1.count, $0.sentence) < ($0.count, $1.sentence) }
        if !omissions.isEmpty {
            lines.append("Not taken:")
            lines += omissions.map { "  \($0.count) × \($0.sentence)" }
        }
        if !reports.isEmpty {
            lines.append("Reports:")
            lines += reports.map { "  \($0)" }
            if unlistedReportCount > 0 { lines.append("  and \(unlistedReportCount) more") }
        }
        return lines.joined(separator: "\n")
    }
}
