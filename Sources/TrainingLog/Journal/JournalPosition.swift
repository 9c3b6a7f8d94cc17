/// A place in a journal, between two records.
struct JournalPosition: Hashable, Comparable, Sendable {
    /// The segment's number.
    var segment: Int
    /// The byte in the segment's file.
    var offset: Int
    /// The number of the record that follows.
    var sequence: Int64

    /// The beginning of a writer's journal.
    static func start(of writer: UInt64) -> JournalPosition {
        JournalPosition(
            segment: 0, offset: SegmentHeader.length, sequence: Int64(bitPattern: writer << sequenceBits))
    }

    /// The numbers that a writer's records can have, and the one behind the last.
    static func sequences(of writer: UInt64) -> Range<Int64> {
        let first = start(of: min(writer, largestWriter)).sequence
        return first..<(first + (1 << Int64(sequenceBits) - 1))
    }

    /// A writer numbers its records in so many bits; above them stands its own number. So no two records of a run have the
    /// same number, whoever writes it: 500 billion records for each of 16 million writers.
    static let sequenceBits: UInt64 = 39
    /// The largest number of a writer.
    static let largestWriter: UInt64 = 1 << 24 - 1

    static func < (left: JournalPosition, right: JournalPosition) -> Bool {
        (left.segment, left.offset) < (right.segment, right.offset)
    }
}
