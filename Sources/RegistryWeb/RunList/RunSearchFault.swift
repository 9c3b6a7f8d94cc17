import RegistryCore

/// A condition that cannot be read: why, and the place in it.
struct RunSearchFault {
    /// What is wrong, in a sentence.
    let sentence: String
    /// The condition in three parts, the second being where the fault is.
    let before: String
    let fault: String
    let behind: String

    /// So much of the condition is shown on either side of the fault, in scalars.
    private static let room = 60

    /// - Returns: `nil` for an error that names no place in the condition.
    init?(_ error: RegistryError, in condition: String) {
        guard let place = (error.underlying as? ExpressionFault)?.column else { return nil }
        let scalars = Array(condition.unicodeScalars)
        let start = min(max(0, place - 1), scalars.count)
        let rest = scalars[start...]
        // A word of its own, or the mark that stands there.
        var length = rest.prefix {
            $0.properties.isAlphabetic || ("0"..."9").contains($0) || "_.'`\"".unicodeScalars.contains($0)
        }.count
        length = min(max(1, length), rest.count)
        let front = scalars[..<start]
        let back = rest.dropFirst(length)
        func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
            // By scalars and one by one: nothing in it joins what stands beside it.
            VisibleText.full(String(String.UnicodeScalarView(scalars)))
        }
        sentence = VisibleText.full(error.message)
        before = (front.count > Self.room ? "…" : "") + text(front.suffix(Self.room))
        // At the end something is missing.
        fault = length == 0 ? "\u{A0}" : text(rest.prefix(min(length, Self.room)))
        behind = text(back.prefix(Self.room)) + (back.count > Self.room ? "…" : "")
    }
}
