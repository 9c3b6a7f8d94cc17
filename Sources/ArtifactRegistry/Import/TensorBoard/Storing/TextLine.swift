import EventFiles
import RegistryCore

/// A text of TensorBoard's text page as a line of a run's log: `tag (step 5): text`.
struct TextLine {
    /// The most lines of one record.
    static let mostInRecord = 1_000

    let text: String
    let isCut: Bool

    init(_ logged: LoggedText, tag: String, step: Int64) {
        var text = "\(tag) (step \(step)): "
        for (index, string) in logged.strings.enumerated() where text.utf8.count <= LogLine.longestText {
            if index > 0 { text += "\n" }
            text += string
        }
        isCut = text.utf8.count > LogLine.longestText
        self.text = isCut ? Self.cut(text) : text
    }

    private static func cut(_ text: String) -> String {
        let utf8 = text.utf8
        let mark = "…"
        var end = utf8.index(utf8.startIndex, offsetBy: LogLine.longestText - mark.utf8.count)
        // Bytes that go on with a character have 10 in front.
        while end > utf8.startIndex, utf8[end] & 0xC0 == 0x80 { end = utf8.index(before: end) }
        return text[..<end] + mark
    }
}
