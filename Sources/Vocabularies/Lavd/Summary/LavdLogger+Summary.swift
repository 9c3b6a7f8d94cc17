public import RegistryCore
import TrainingLog

extension LavdLogger {
    /// Logs a summary of the experiment as `summary.md`: when it began, the commit and branch, how it was called, what was changed and
    /// not committed (also as `changes.patch`), and what is given here. Git is asked for at most five seconds.
    ///
    /// Secrets are taken out as far as they are known: values of what is called like one (`api_key`), and what looks like one anywhere.
    ///
    /// - Parameters:
    ///   - infos: A list of names and values, with lists in it: `["size": ["train": 1000]]`. Default: none.
    ///   - sections: Sections at the end, by their titles. Default: none.
    public func logSummary(
        _ infos: Document = [:], sections: KeyValuePairs<String, SummarySection> = [:]
    ) async {
        guard isEnabled else { return }
        await logSummary(infos, sections: sections, of: .current())
    }

    func logSummary(
        _ infos: Document, sections: KeyValuePairs<String, SummarySection>, of code: CodeDescription
    ) async {
        let summary = SummaryText(
            name: name, startTime: startTime, code: code, infos: infos,
            sections: sections.map { (title: $0.key, content: $0.value) })
        logMarkdown(summary.text, "summary")
        guard !code.diff.isEmpty else { return }
        logger.logCodeChanges(Array(code.diff.utf8))
    }
}
