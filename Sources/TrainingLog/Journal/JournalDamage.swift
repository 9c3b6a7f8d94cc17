/// A place in a journal that cannot be read.
struct JournalDamage: Hashable, Sendable {
    /// The records that are lost, as far as they are known.
    struct Lost: Hashable, Sendable {
        /// From the first of them to behind the last; others in between may be intact.
        private(set) var range: Range<Int64>
        /// How many they are.
        private(set) var count: Int

        init(_ range: Range<Int64>) {
            self.range = range
            count = range.count
        }

        var isEmpty: Bool { count == 0 }
        /// The number of the first one.
        var lowerBound: Int64 { range.lowerBound }
        /// The number behind the last one.
        var upperBound: Int64 { range.upperBound }

        /// Adds records behind these.
        fileprivate mutating func add(_ next: Lost) {
            range = range.lowerBound..<max(range.upperBound, next.range.upperBound)
            count += next.count
        }
    }

    /// The segment's number.
    let segment: Int
    /// The file.
    let path: String
    /// From which byte of it on.
    let offset: Int
    /// What is wrong there.
    let fault: JournalFault
    /// What is lost.
    private(set) var lost: Lost
    /// How many files in a row have it, with this one.
    private(set) var fileCount = 1

    /// - Parameter lost: The numbers of the records that are lost; nothing when they are not known.
    init(segment: Int, path: String, offset: Int, fault: JournalFault, lost: Range<Int64>) {
        self.segment = segment
        self.path = path
        self.offset = offset
        self.fault = fault
        self.lost = Lost(lost)
    }

    /// Takes in the damage that was found next, if both can be told as one.
    ///
    /// Records that are damaged one behind the other are one damage. So are all records of a segment that lack a name,
    /// or that another version has written, if nothing else is damaged in between: they may be every second record of a
    /// segment.
    mutating func take(_ next: JournalDamage) -> Bool {
        guard next.segment == segment, next.fault == fault, !lost.isEmpty, !next.lost.isEmpty else { return false }
        switch fault {
        case .missingName, .unknownContent: break
        default: guard next.lost.lowerBound == lost.upperBound else { return false }
        }
        lost.add(next.lost)
        return true
    }

    /// Takes in the damage of the next file, if it is the same.
    mutating func takeFile(_ next: JournalDamage) -> Bool {
        guard next.fault == fault, next.offset == offset, lost.isEmpty, next.lost.isEmpty else { return false }
        fileCount += next.fileCount
        return true
    }

    /// The place, what is wrong, and what is lost, in one sentence.
    var sentence: String {
        let others = fileCount == 1 ? "" : ", and so in \(fileCount - 1) files behind it"
        return "\(path), byte \(offset)\(others): \(fault)\(loss)."
    }

    private var loss: String {
        guard !lost.isEmpty else { return "" }
        // Of several numbers in one record, only those are lost that have no name.
        let (one, many) = fault == .missingName ? ("lacks numbers", "lack numbers") : ("is lost", "are lost")
        if lost.count == 1 { return "; record \(lost.lowerBound) \(one)" }
        let records = "records \(lost.lowerBound) to \(lost.upperBound - 1)"
        return lost.count == lost.range.count ? "; \(records) \(many)" : "; \(lost.count) of the \(records) \(many)"
    }
}
