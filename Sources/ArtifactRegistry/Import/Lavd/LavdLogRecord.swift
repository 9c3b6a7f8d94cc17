import RegistryCore

/// The record by which a log has its number in a run.
struct LavdLogRecord {
    static let fileType = "lavd-log"

    let id: RecordID
    let path: String
    let start: Int64
    /// How many bytes were stored when the record was read.
    let byteCount: Int

    /// - Returns: `nil` for the record of another kind of file.
    init?(_ document: Document, _ id: RecordID) {
        guard document["filetype"]?.stringValue == Self.fileType, let path = document["file"]?.stringValue,
            let start = document["start"]?.intValue
        else { return nil }
        self.id = id
        self.path = path
        self.start = start
        byteCount = Int(clamping: max(0, document["importedBytes"]?.intValue ?? 0))
    }
}
