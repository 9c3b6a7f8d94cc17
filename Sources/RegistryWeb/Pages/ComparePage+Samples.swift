extension ComparePage {
    /// Texts and confusion matrices of runs at a step.
    struct Samples {
        /// The steps that have something, the last ones.
        let stepChoices: [StepChoice]
        let hasSteps: Bool
        /// The steps before and behind; `nil` at the ends.
        let previousAddress: String?
        let nextAddress: String?
        /// Where the form of the steps leads.
        let stepAction: String
        /// What the form sends besides the step; `nil` for nothing.
        let runList: String?
        let textGroups: [TextGroup]
        let matrixGroups: [MatrixGroup]
        let hasTexts: Bool
        let hasMatrices: Bool
        /// What is not shown, in sentences.
        let sampleNotes: [String]
    }

    struct StepChoice {
        let stepValue: String
        let isSelected: Bool
    }

    /// The texts of one label.
    struct TextGroup {
        let textLabel: String
        let textLabelInFull: String
        /// What the texts are compared with, in words.
        let baseNote: String
        /// What was expected; `nil` when that is not known.
        let expectedText: String?
        let textSides: [TextSide]
    }

    /// One run's text.
    struct TextSide {
        let colourNumber: Int
        let isDashed: Bool
        let runLabel: String
        let sampleStep: String
        /// How much differs, in words; `nil` for what the others are compared with.
        let changeNote: String?
        let parts: [TextPart]
        /// Markdown that is not compared with anything, as HTML; `nil` for any other text.
        let html: String?
        /// What is said when only the beginning is shown.
        let cutNote: String?
    }

    struct TextPart {
        let isAdded: Bool
        let isRemoved: Bool
        let partText: String
    }

    /// The confusion matrices of one name.
    struct MatrixGroup {
        let matrixName: String
        let matrixNameInFull: String
        let matrices: [MatrixFigure]
        let differences: [MatrixFigure]
        let hasDifferences: Bool
        /// Why there are no differences; `nil` when there are, or nothing to compare.
        let matrixNote: String?
    }

    struct MatrixFigure {
        let figureTitle: String
        let alternatives: [ChartsPanel.Alternative]
        let chartAddress: String
        let chartWidth: Int
        let chartHeight: Int
    }
}
