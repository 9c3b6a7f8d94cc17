/// One run: what it was started with, what came of it.
struct RunPage: PageContent {
    static let template = "run"

    struct Fact {
        let factName: String
        let factText: String
        let factInFull: String
    }

    struct Metric {
        let metricName: String
        let metricInFull: String
        let last: String
        let minimum: String
        let maximum: String
        let step: String
        let count: String
        /// What should be known about its steps; `nil` when there is nothing.
        let remark: String?
    }

    let frame: Frame
    let runName: String
    let runNameInFull: String
    let runID: String
    let status: StatusMark
    let facts: [Fact]
    let hasParameters: Bool
    let parameters: [Fact]
    let hasTags: Bool
    let tags: [Fact]
    let notes: String?
    let hasMetrics: Bool
    let metrics: [Metric]
    let hasRemarks: Bool
    let figures: [ChartsPanel.Figure]
    /// When the run began, in milliseconds since 1970: where the scripts' axis of the time since then has its 0.
    let startMilliseconds: String
    /// Where the run is as JSON.
    let jsonAddress: String
    /// Where its artifacts are.
    let artifactsAddress: String
}
