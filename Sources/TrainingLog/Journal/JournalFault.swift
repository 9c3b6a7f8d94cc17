/// What is wrong with bytes that should be a journal's.
enum JournalFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file does not begin as a segment does.
    case noJournal
    /// The file was written by a version of the program that this one does not know.
    case otherVersion(UInt8)
    /// The file ends within the segment's header.
    case cutHeader
    /// The segment's header does not fit its checksum.
    case damagedHeader
    /// The segment belongs to another run, writer or number than its name says.
    case misplacedSegment
    /// A segment is missing between two others.
    case missingSegment
    /// The head of a record does not fit its checksum.
    case damagedFrame
    /// The content of a record does not fit its checksum.
    case damagedPayload
    /// A record is intact, and says something that this version does not understand.
    case unknownContent
    /// The record that gave numbers their name is damaged.
    case missingName
    /// The journal ends within a record.
    case cutRecord
    /// Records are missing between two others.
    case missingRecords

    /// The fault in words.
    var description: String {
        switch self {
        case .noJournal: "the file is no segment of a journal"
        case .otherVersion(let version):
            "the segment has version \(version) of the format, which this program does not know"
        case .cutHeader: "the file ends within the segment's header"
        case .damagedHeader: "the segment's header is damaged"
        case .misplacedSegment: "the segment does not belong into this journal"
        case .missingSegment: "a segment is missing"
        case .damagedFrame: "the head of a record is damaged"
        case .damagedPayload: "the content of a record is damaged"
        case .unknownContent: "a record has a content that this program does not know"
        case .missingName: "the name of numbers is damaged"
        case .cutRecord: "the journal ends within a record"
        case .missingRecords: "records are missing"
        }
    }
}
