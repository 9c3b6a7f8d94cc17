import RegistryCore

/// Text of any length as a line of a log.
enum LongText {
    /// The text, at most as long as a line may be, with a mark where it is cut.
    static func cut(_ text: String) -> (text: String, isCut: Bool) {
        guard text.utf8.count > LogLine.longestText else { return (text, false) }
        let utf8 = text.utf8
        let mark = "…"
        var end = utf8.index(utf8.startIndex, offsetBy: LogLine.longestText - mark.utf8.count)
        // Bytes that go on with a character have 10 in front.
        while end > utf8.startIndex, utf8[end] & 0xC0 == 0x80 { end = utf8.index(before: end) }
        return (text[..<end] + mark, true)
    }
}
