/// The menu of columns: a form that works without scripts.
struct RunColumnMenu {
    struct Option {
        let optionValue: String
        let optionLabel: String
        let optionInFull: String
        let isChecked: Bool
    }

    /// A metric: its last value, its least and its greatest.
    struct MetricOption {
        let metricLabel: String
        let metricInFull: String
        let numbers: [Option]
    }

    struct Section {
        let sectionTitle: String
        let options: [Option]
        let metricOptions: [MetricOption]
    }

    let sections: [Section]
    let columnHidden: [RunsPage.Hidden]
    /// Where the columns are those that suit the runs; `nil` when they are.
    let usualAddress: String?
}

/// The menu of what runs are grouped by.
struct RunGroupMenu {
    struct Choice {
        let choiceValue: String
        let choiceLabel: String
        let isSelected: Bool
    }

    struct Level {
        let levelLabel: String
        let choices: [Choice]
    }

    let levels: [Level]
    let groupHidden: [RunsPage.Hidden]
    /// Where runs are not grouped; `nil` when they are not.
    let ungroupedAddress: String?
}
