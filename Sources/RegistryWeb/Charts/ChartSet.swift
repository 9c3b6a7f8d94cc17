/// Charts of files, and the files that none could be made of.
struct ChartSet: Sendable {
    /// The charts of each look that was asked for; each look has the same charts.
    let charts: [[MadeChart]]
    let problems: [ChartFileProblem]
}
