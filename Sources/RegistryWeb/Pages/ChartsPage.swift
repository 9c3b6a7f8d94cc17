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
        /// The same chart for dark pages; `nil` when the page's colours are known.
        let darkAddress: String?
        let chartTitle: String
        /// The picture's size, so that the page keeps its room.
        let chartWidth: Int
        let chartHeight: Int
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
