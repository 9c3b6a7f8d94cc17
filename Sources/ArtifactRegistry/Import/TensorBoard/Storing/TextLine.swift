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
        (self.text, isCut) = LongText.cut(text)
    }
}
