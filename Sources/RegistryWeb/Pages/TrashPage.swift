/// What was deleted and can still be restored.
struct TrashPage: PageContent {
    static let template = "trash"

    struct Row {
        let itemName: String
        let itemNameInFull: String
        /// Run, artifact or file.
        let itemKind: String
        let itemID: String
        let deleted: String
        let deletedInFull: String
        /// How long it can be restored, in words.
        let left: String
        let leftInFull: String
        /// Where it is restored; `nil` when it no longer can be, or the reader may not.
        let restoreAddress: String?
        /// Where it is then, as a page.
        let pageAddress: String?
    }

    let frame: Frame
    let isEmpty: Bool
    let rows: [Row]
    /// Where older ones are; `nil` when there are none.
    let olderAddress: String?
    let newestAddress: String?
    /// Whether something can be restored by the reader.
    let canRestore: Bool
}
