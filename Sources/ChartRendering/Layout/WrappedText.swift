import RasterGraphics

/// A text broken into lines of a width.
enum WrappedText {
    /// The lines, broken after a space, `_`, `-`, `/` or `.` where one is near the end of a line, else anywhere. The last one is
    /// cut with an ellipsis.
    static func lines(_ text: String, font: Font, width: Double, atMost count: Int) -> [TextLayout] {
        var lines: [TextLayout] = []
        var rest = Substring(text)
        while !rest.isEmpty, lines.count < count - 1 {
            let cut = TextLayout(String(rest), font: font, maximumWidth: width)
            // What was drawn whole needs no further line.
            guard !cut.isWhole else { break }
            let fitting = rest.prefix(max(1, cut.text.count - 1))
            let near = fitting.suffix(fitting.count / 2)
            let end = near.lastIndex { " _-/.".contains($0) }.map { rest.index(after: $0) } ?? fitting.endIndex
            lines.append(TextLayout(String(rest[..<end]), font: font, maximumWidth: width))
            rest = rest[end...]
        }
        if !rest.isEmpty { lines.append(TextLayout(String(rest), font: font, maximumWidth: width)) }
        return lines
    }
}
