/// A place in a journal that cannot be read.
struct JournalDamage: Hashable, Sendable {
    /// The segment's number.
    var segment: Int
    /// The file.
    var path: String
    /// From which byte of it on.
    var offset: Int
    /// What is wrong there.
    var fault: JournalFault
    /// The numbers of the records that are lost, as far as they are known.
    var lost: Range<Int64>

    /// The place, what is wrong, and what is lost, in one sentence.
    var sentence: String {
        let records =
            lost.count == 1
            ? "record \(lost.lowerBound) is" : "records \(lost.lowerBound) to \(lost.upperBound - 1) are"
        let loss = lost.isEmpty ? "" : "; \(records) lost"
        return "\(path), byte \(offset): \(fault)\(loss)."
    }
}
