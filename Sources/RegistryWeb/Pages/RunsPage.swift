/// The list of runs, the newest first.
struct RunsPage: PageContent {
    static let template = "runs"

    struct Row {
        /// Where the run is; `nil` when it has no address.
        let runAddress: String?
        let runName: String
        let runNameInFull: String
        let status: StatusMark
        let experiment: String
        let experimentInFull: String
        let started: String
        let duration: String
        let cells: [RecordTable.Cell]
    }

    let frame: Frame
    /// How many runs there are, in words.
    let summary: String
    /// The condition in the search box.
    let condition: String
    /// Why the condition cannot be used; `nil` when it can.
    let problem: String?
    let clearAddress: String?
    let isEmptyStore: Bool
    let hasNoResults: Bool
    let hasRuns: Bool
    let columns: [RecordTable.Column]
    let rows: [Row]
    let olderAddress: String?
    let newestAddress: String?
}

/// A run's status as a word and a shape.
struct StatusMark {
    let word: String
    /// The name of the shape in the style sheet.
    let shape: String
}
