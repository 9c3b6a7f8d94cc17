import RegistryCore

/// Charts of files, and the files that none could be made of.
struct ChartSet: Sendable {
    /// The charts of each look that was asked for; each look has the same charts.
    let charts: [[MadeChart]]
    let problems: [ChartFileProblem]
}

/// A file that no chart could be made of, and why.
struct ChartFileProblem: Sendable {
    /// The file as whoever asked named it.
    let fileName: String
    /// A ``RegistryError`` or a ``RequestRefusal``, but for what nobody foresaw.
    let error: any Error

    /// Why, in the words for people; `nil` for an error whose details are the log's only.
    var message: String? {
        switch error {
        case let error as RegistryError: error.code == .internalFailure ? nil : error.message
        case let refusal as RequestRefusal: refusal.message
        default: nil
        }
    }
}
