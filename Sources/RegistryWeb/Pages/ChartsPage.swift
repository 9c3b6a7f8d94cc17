/// Charts of what is checked, as a page of their own.
struct ChartsPage: PageContent {
    static let template = "charts"

    let frame: Frame
    /// Where the list is that the charts belong to.
    let listAddress: String
    let charts: ChartsPanel
}

/// Charts of what is checked.
struct ChartsPanel {
    struct Figure {
        let chartAddress: String
        let chartTitle: String
        /// The picture's size, so that the page keeps its room.
        let chartWidth: Int
        let chartHeight: Int
        /// The same chart in other looks, the first that fits first.
        let alternatives: [Alternative]
    }

    /// A chart in the look that a browser wants under a condition.
    struct Alternative {
        let media: String
        let address: String
        let width: Int
        let height: Int
    }

    /// Whether something is checked.
    let isShown: Bool
    /// What is drawn, in words.
    let note: String
    /// What could not be drawn and why, a sentence each.
    let chartProblems: [String]
    let figures: [Figure]
    /// Where the charts are as a page of their own.
    let chartsAddress: String
    /// Where the same list is with nothing checked.
    let uncheckedAddress: String

    /// The panel while nothing is checked.
    static let nothing = ChartsPanel(
        isShown: false, note: "", chartProblems: [], figures: [], chartsAddress: "/charts",
        uncheckedAddress: "/")
}
