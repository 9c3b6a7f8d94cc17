extension TensorBoardImportSummary: CustomStringConvertible {
    /// The summary in lines for a person: what was taken, what was not and why, and the reports.
    public var description: String {
        var lines = [
            "\(newRuns) new and \(knownRuns) known runs in \(files) event files.",
            "Points: \(storedPoints) stored, \(knownPoints) known already.",
        ]
        if storedLines + knownLines > 0 { lines.append("Texts: \(storedLines) stored, \(knownLines) known already.") }
        if parameters > 0 { lines.append("Hyperparameters: \(parameters).") }
        return (lines + remarks.lines(\.sentence)).joined(separator: "\n")
    }
}
