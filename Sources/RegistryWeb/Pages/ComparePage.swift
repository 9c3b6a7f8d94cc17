/// Runs beside each other: what differs, their curves, their images.
struct ComparePage: PageContent {
    static let template = "compare"

    /// A run at the head of its column.
    struct Head {
        let runID: String
        let runLabel: String
        let runNameInFull: String
        let runAddress: String
        let status: StatusMark
        /// The number of its colour, 0 to 9, and whether it has dashes.
        let colourNumber: Int
        let isDashed: Bool
        /// The number by which the plots know its colour and its dashes.
        let seriesNumber: Int
        /// Where the time since the run's start begins, in milliseconds since 1970.
        let startMilliseconds: String
        /// The comparison without this run.
        let withoutAddress: String
    }

    /// Rows of one kind.
    struct Section {
        let sectionTitle: String
        let fields: [Field]
        /// How many there are besides these; `nil` when these are all.
        let moreFields: String?
        /// How many columns its heading spans.
        let span: Int
    }

    struct Field {
        let fieldName: String
        let fieldInFull: String
        let cells: [Cell]
    }

    struct Cell {
        let text: String
        let fullText: String
        let isNumber: Bool
        let isBest: Bool
        /// What else there is to say of the value; `nil` for nothing.
        let remark: String?
    }

    /// The chart of one metric.
    struct Figure {
        let metric: String
        let metricTitle: String
        /// The numbers of the runs that have it, separated by spaces.
        let runNumbers: String
        let alternatives: [ChartsPanel.Alternative]
        let chartAddress: String
        let chartWidth: Int
        let chartHeight: Int
    }

    /// Images of one label.
    struct ImageStrip {
        let imageLabel: String
        let imageLabelInFull: String
        /// Every step of any run, separated by spaces.
        let steps: String
        let sides: [ImageSide]
    }

    /// One run's images of a label.
    struct ImageSide {
        let colourNumber: Int
        let runLabel: String
        let firstAddress: String
        let firstStep: String
        let images: [StepImage]
    }

    struct StepImage {
        let imageStep: String
        let imageAddress: String
    }

    /// What of a run's code was not committed.
    struct Code {
        let colourNumber: Int
        let isDashed: Bool
        let runLabel: String
        /// How much it is, or that it is another run's, in words.
        let codeNote: String
        /// `nil` when it is another run's, too.
        let changes: CodeChanges?
    }

    let frame: Frame
    let summary: String
    /// Which of the runs go on, and of when their values are; `nil` when all have ended. This page does not follow them.
    let goesOn: String?
    /// What could not be compared, and why.
    let problems: [String]
    let hasRuns: Bool
    let heads: [Head]
    /// What stands above the table of what differs.
    let differencesTitle: String
    let sections: [Section]
    /// How many fields are the same everywhere, in words; `nil` when none is.
    let equalNote: String?
    let isEqualOpen: Bool
    let equalSections: [Section]
    let hasMetrics: Bool
    let figures: [Figure]
    /// What is said when not all metrics are shown; `nil` when they are.
    let figuresNote: String?
    let metricText: String
    /// The runs as the address has them, for forms.
    let runList: String
    /// Where the time since the start of the earliest of the runs begins, in milliseconds since 1970.
    let startMilliseconds: String
    /// Texts and confusion matrices; `nil` when no run has any.
    let samples: Samples?
    let hasCodes: Bool
    let codes: [Code]
    let hasImages: Bool
    let imageStrips: [ImageStrip]
    /// What is said when there are more images than are shown; `nil` when these are all.
    let imagesNote: String?
}
