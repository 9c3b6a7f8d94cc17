/// The list of artifacts: groups, their records, the search, and charts of what is checked.
struct ArtifactsPage: PageContent {
    static let template = "artifacts"

    /// One entry of a menu.
    struct Choice {
        let choiceValue: String
        let choiceLabel: String
        let isSelected: Bool
    }

    let frame: Frame
    /// How many records and groups there are, in words.
    let summary: String
    let groupChoices: [Choice]
    /// The field typed beside the menu; empty when the menu has it.
    let groupOther: String
    let searchChoices: [Choice]
    let searchOther: String
    let searchText: String
    /// Why the search cannot be used; `nil` when it can.
    let problem: String?
    /// Where nothing is searched; `nil` when nothing is.
    let clearAddress: String?
    /// Where all groups are; `nil` when they are here.
    let allGroupsAddress: String?
    /// The value of the one group that is shown, for the form.
    let shownGroup: String?
    let isEmptyStore: Bool
    /// How many runs there are where there is no artifact: "5 runs"; `nil` without one.
    let runsThere: String?
    let hasNoResults: Bool
    let hasGroups: Bool
    let groups: [GroupSection]
    /// Where more groups are; `nil` when these are all.
    let moreGroupsAddress: String?
    /// The checked files that no row on this page names, for the form.
    let hiddenFiles: [String]
    let charts: ChartsPanel
    /// How the first record is logged; `nil` when there are some.
    let firstUse: FirstUse?
}

/// One group of the list.
struct GroupSection {
    let label: String
    let labelInFull: String
    /// Whether the records have no such field.
    let isMissing: Bool
    let count: String
    /// The group's value as the form sends it.
    let groupValue: String
    let isChecked: Bool
    let isOpen: Bool
    /// Where the group is shown alone.
    let groupAddress: String
    /// The records that are shown; `nil` while the group is folded.
    let table: RecordTable?
}

/// Records as rows.
struct RecordTable {
    struct Column {
        let columnName: String
        let columnInFull: String
        let isNumeric: Bool
    }

    struct Row {
        /// The CSV files of the record, one a line, as the form sends them; empty when it has none.
        let rowFiles: String
        let hasFiles: Bool
        let isRowChecked: Bool
        /// Which record, for the check box's name.
        let rowLabel: String
        /// Where the record is as a page.
        let recordAddress: String
        /// Where it is changed and deleted.
        let recordPath: String
        /// What its run is called; `nil` when it has none.
        let rowRun: String?
        /// Where its run is; `nil` when it has none, or one that is gone.
        let rowRunAddress: String?
        let logged: String
        let loggedInFull: String
        let cells: [Cell]
    }

    struct Cell {
        let text: String
        let fullText: String
        let isNumber: Bool
    }

    let columns: [Column]
    /// Whether any of the records belongs to a run.
    let hasRuns: Bool
    let rows: [Row]
    /// Where older records are; `nil` when there are none.
    let olderAddress: String?
    /// Where the newest records are; `nil` when they are here.
    let newestAddress: String?
}
