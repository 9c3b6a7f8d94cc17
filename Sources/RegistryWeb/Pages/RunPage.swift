/// One run: what it was started with, what came of it.
struct RunPage: PageContent {
    static let template = "run"

    struct Fact {
        let factName: String
        let factText: String
        let factInFull: String
        /// Where the runs are that have the same; `nil` for what is nothing to search for.
        let sameAddress: String?
    }

    /// A line that the run logged.
    struct Line {
        let position: String
        let level: String
        /// The day, where it is another one than that of the line before; `nil` where it is the same, or unknown.
        let day: String?
        /// The time of day, in UTC.
        let time: String
        let timeInFull: String
        let parts: [LogText.Part]
    }

    struct Metric {
        /// The exact name, percent-encoded: a page's text keeps not every character.
        let metricAddress: String
        let metricName: String
        let metricInFull: String
        let last: String
        let minimum: String
        let maximum: String
        let step: String
        let count: String
        /// What should be known about its steps; empty when there is nothing.
        let remark: String
    }

    let frame: Frame
    let runName: String
    let runNameInFull: String
    let runID: String
    let status: StatusMark
    /// Why it ended as it did; `nil` when nobody said.
    let reason: String?
    let facts: [Fact]
    let hasParameters: Bool
    let parameters: [Fact]
    let hasTags: Bool
    let tags: [Fact]
    /// Its notes as HTML, made of Markdown.
    let notes: String?
    let hasMetrics: Bool
    let metrics: [Metric]
    let hasRemarks: Bool
    let figures: [ChartsPanel.Figure]
    /// What the machine and the process used.
    let systemFigures: [ChartsPanel.Figure]
    let hasSystemFigures: Bool
    let hasLines: Bool
    /// Whether there are lines before these.
    let hasOlderLines: Bool
    let lines: [Line]
    /// The files and pictures of the run.
    let files: [RunFiles.File]
    let hasFiles: Bool
    let hasMoreFiles: Bool
    /// Where all files of the run are listed.
    let allFilesAddress: String
    let strips: [RunFiles.Strip]
    let hasStrips: Bool
    /// The texts and matrices that it logged; `nil` for none.
    let samples: ComparePage.Samples?
    /// Sounds, films and meshes.
    let players: [RunMedia.Player]
    let playersTitle: String
    let hasPlayers: Bool
    /// What it was made with; empty when it was not told.
    let originParts: [RunOrigin.Part]
    let originNotes: [String]
    let hasOrigin: Bool
    /// How its program was called; `nil` when it was not told.
    let command: RunCommand?
    /// The commands that make it again; `nil` when they are not known.
    let commands: String?
    let changes: CodeChanges?
    /// When the run began, in milliseconds since 1970.
    let startMilliseconds: String
    /// When the page was made.
    let nowMilliseconds: String
    /// Where the scripts' axis of the time since the start has its 0, in milliseconds since 1970.
    let originMilliseconds: String
    /// Where the run is as JSON.
    let jsonAddress: String
    /// Where its artifacts are.
    let artifactsAddress: String
}
