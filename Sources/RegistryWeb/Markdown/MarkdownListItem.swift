/// The first line of an item of a list: `- text`, `- [ ] text`, `* text`, `+ text`, `1. text`, `1) text`.
struct MarkdownListItem {
    /// The number of an item that has one.
    let number: Int?
    let text: Substring
    /// Whether what it says to do is done; `nil` for an item without a box, `[ ]` or `[x]`.
    let isDone: Bool?
    /// How many characters stand before the text and its box.
    let width: Int

    init?(_ line: Substring) {
        let indent = line.prefix { $0 == " " }.count
        guard indent < 4 else { return nil }
        let rest = line.dropFirst(indent)
        var marks = 1
        if let first = rest.first, "-*+".contains(first) {
            number = nil
        } else {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard (1...9).contains(digits.count), let value = Int(digits), let end = rest.dropFirst(digits.count).first,
                ".)".contains(end)
            else { return nil }
            number = value
            marks = digits.count + 1
        }
        guard rest.dropFirst(marks).first == " " else { return nil }
        let content = rest.dropFirst(marks + 1)
        let box = content.prefix(4)
        isDone = box == "[ ] " ? false : box == "[x] " || box == "[X] " ? true : nil
        text = isDone == nil ? content : content.dropFirst(4)
        width = indent + marks + 1
    }
}
