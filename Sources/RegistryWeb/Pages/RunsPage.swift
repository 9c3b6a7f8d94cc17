/// The list of runs: a table with chosen columns, or groups of runs.
struct RunsPage: PageContent {
    static let template = "runs"

    /// A field of a form that nobody sees.
    struct Hidden {
        let hiddenName: String
        let hiddenValue: String
    }

    let frame: Frame
    /// How many runs there are, in words.
    let summary: String
    /// The condition in the search box.
    let condition: String
    /// Why the address cannot be used; `nil` when it can.
    let problem: String?
    /// Where the fault in the condition is; `nil` without one. The table is that of the other runs then.
    let searchFault: RunSearchFault?
    /// Whether there is nothing to choose from: no run, or an address that cannot be used at all.
    let isBare: Bool
    /// Where nothing is searched; `nil` when nothing is.
    let clearAddress: String?
    let isEmptyStore: Bool
    let hasNoResults: Bool
    /// What is beside the condition, for the form of the search.
    let searchHidden: [Hidden]
    let columnMenu: RunColumnMenu
    let groupMenu: RunGroupMenu
    /// All of the view, for the buttons below the table.
    let selectionHidden: [Hidden]
    /// How many runs are hidden, in words, and where they are not; `nil` when none is.
    let hiddenNote: String?
    let unhiddenAddress: String?
    /// The way to the group that is shown, the outermost first.
    let crumbs: [Crumb]
    let hasCrumbs: Bool
    let isGrouped: Bool
    let groups: [RunGroupRow]
    /// What is said below the groups when they are not all; `nil` when they are.
    let moreGroupsNote: String?
    let table: RunTable?
    /// How the first run is logged.
    let firstUse: FirstUse?
    /// Where the identifiers of all runs that match are.
    let idsAddress: String
    /// How many runs match, for who checks them all.
    let matchCount: Int

    /// A step on the way to a group.
    struct Crumb {
        let crumbText: String
        let crumbAddress: String
    }
}

/// Runs as rows.
struct RunTable {
    struct Column {
        let columnName: String
        let columnInFull: String
        /// Its name in the expression language, for conditions on its values; `nil` when there are none.
        let expression: String?
        /// Its name in the address.
        let columnField: String
        /// What stands in front of the name where columns of another kind are called the same: `params.`; `nil` elsewhere.
        let columnKind: String?
        /// The class of its width; `nil` when it is as wide as suits it.
        let widthName: String?
        let isNumeric: Bool
        /// Where the table is sorted by it; `nil` when it cannot be.
        let sortAddress: String?
        /// `ascending` or `descending`; `nil` when the table is sorted otherwise.
        let sortState: String?
    }

    struct Row {
        /// The run's identifier, to check it by; `nil` when the record has none.
        let runID: String?
        /// Where the run is; `nil` when it has no address.
        let runAddress: String?
        let runName: String
        let runNameInFull: String
        /// The class of the name's width; `nil` when it is as wide as suits it.
        let nameWidth: String?
        let isPinned: Bool
        let unpinAddress: String?
        let cells: [Cell]
    }

    struct Cell {
        let text: String
        let fullText: String
        /// The names of its classes; `nil` for none.
        let cellClass: String?
        /// The name of the status' shape in the style sheet; `nil` when the cell is no status.
        let shape: String?
    }

    struct Pinned {
        let rows: [Row]
        /// Whether they may stay in view while the others scroll: many would leave no room.
        let arePinnedFew: Bool
    }

    let nameColumn: Column
    let columns: [Column]
    /// The runs that stand above all others; `nil` without any.
    let pinnedRows: Pinned?
    let rows: [Row]
    /// How many rows there are in all, with the head.
    let rowCount: Int
    /// Where the next page is; `nil` when there is none.
    let olderAddress: String?
    /// Where the next rows are without the page around them.
    let moreAddress: String?
    /// Where the first page is; `nil` when it is here.
    let newestAddress: String?
}

/// Rows without a page around them, for a list that goes on.
struct RunRowsPart: PageContent {
    static let template = "run-rows-part"

    let rows: [RunTable.Row]
    let moreAddress: String?
}

/// One group of runs.
struct RunGroupRow {
    let groupText: String
    let groupInFull: String
    /// Whether the runs have no such field.
    let isMissing: Bool
    let groupCount: String
    let groupAddress: String
}

/// A run's status as a word and a shape.
struct StatusMark {
    let word: String
    /// The name of the shape in the style sheet.
    let shape: String
}
