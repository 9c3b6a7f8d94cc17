/// What a dump's bytes mean. `Documentation/Exporting.md` describes them for everybody.
///
/// A dump is a row of frames as in TensorBoard's files: length, checksum of the length, content, checksum of the content. A
/// content's first byte says what it is.
enum DumpFormat {
    /// The word in the first frame that says that it is a dump.
    static let name = "loggerandviewer-dump"
    /// The version that this program writes, and the newest that it reads.
    static let version: Int64 = 1
    /// The longest content of a frame that is written and read: 256 MiB. Frames hold a record, or what one call logged.
    static let longestFrame = 1 << 28

    /// What a frame's content is.
    enum Kind: UInt8 {
        /// `H`, the first frame: a document with `format`, `version`, `source` and `time`.
        case head = 0x48
        /// `R`: a length in one byte, the name of a collection of that length, and a record as BSON.
        case record = 0x52
        /// `P`: a document with `run`, `metric` and the columns `sequences`, `steps`, `times` and `values`.
        case points = 0x50
        /// `L`: a document with `run`, the columns `sequences`, `indices`, `times` and `levels`, and the list `texts`.
        case lines = 0x4C
        /// `S`: the runs since the last one of these are complete.
        case runsComplete = 0x53
        /// `E`, the last frame: a document with what the dump holds, see ``DumpSummary``.
        case end = 0x45
    }
}
