/// The part of content that a client asks for (RFC 9110, section 14).
enum ByteRange {
    /// What the header `Range` means for content of a size.
    enum Answer: Equatable {
        /// All of it: nothing else was asked for, or something that need not be understood.
        case whole
        case part(Range<Int64>)
        /// Nothing of it is there.
        case unsatisfiable
    }

    /// Reads `bytes=0-99`, `bytes=100-` and `bytes=-100`. Several parts at once are answered with the whole, as is allowed.
    static func answer(to field: String?, size: Int64) -> Answer {
        guard let field, field.hasPrefix("bytes=") else { return .whole }
        let ends = field.dropFirst("bytes=".count).split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2 else { return .whole }
        switch (number(ends[0]), number(ends[1])) {
        case (let first?, let last?):
            guard first <= last else { return .whole }
            return first < size ? .part(first..<min(last, size - 1) + 1) : .unsatisfiable
        case (let first?, nil) where ends[1].isEmpty: return first < size ? .part(first..<size) : .unsatisfiable
        case (nil, let count?) where ends[0].isEmpty:
            return count > 0 && size > 0 ? .part(max(0, size - count)..<size) : .unsatisfiable
        default: return .whole
        }
    }

    private static func number(_ text: Substring) -> Int64? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        // What is beyond every size is beyond this one.
        return Int64(text) ?? .max
    }
}
