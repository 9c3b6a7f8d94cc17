/// The list of files: of all runs, and of none.
struct FilesPage: PageContent {
    static let template = "files"

    let frame: Frame
    /// How many files there are, in words.
    let summary: String
    let nameText: String
    let typeText: String
    let runText: String
    /// How the list is sorted, for the form; `nil` for the usual order.
    let sortText: String?
    /// Why the address cannot be used; `nil` when it can.
    let problem: String?
    /// Where nothing is searched; `nil` when nothing is.
    let clearAddress: String?
    let isEmptyStore: Bool
    let hasNoResults: Bool
    /// What is said when more runs match than were looked at.
    let runsNote: String?
    /// The kinds of files on this page, for completing the search.
    let kinds: [String]
    let table: FileTable?
}

/// Files as rows.
struct FileTable {
    struct Column {
        let columnName: String
        let isNumeric: Bool
        /// Where the table is sorted by it; `nil` when it cannot be.
        let sortAddress: String?
        /// `ascending` or `descending`; `nil` when the table is sorted otherwise.
        let sortState: String?
    }

    struct Row {
        let fileName: String
        let fileNameInFull: String
        /// Where its bytes are; `nil` for a file that this server has not got.
        let fileAddress: String?
        /// Where it is instead; `nil` for a file that is here.
        let fileNote: String?
        let fileNoteInFull: String
        let fileKind: String
        let mediaType: String
        let fileLabel: String
        let fileStep: String
        let fileSize: String
        /// The exact size, in bytes.
        let fileSizeInFull: String
        let logged: String
        let loggedInFull: String
        /// Where the record is as JSON; `nil` for one without an identifier that can be asked for.
        let recordAddress: String?
        let runName: String
        /// Where the run is; `nil` for a file of no run, or of one that is gone.
        let runAddress: String?
    }

    let nameColumn: Column
    let columns: [Column]
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
struct FileRowsPart: PageContent {
    static let template = "file-rows-part"

    let rows: [FileTable.Row]
    let moreAddress: String?
}
