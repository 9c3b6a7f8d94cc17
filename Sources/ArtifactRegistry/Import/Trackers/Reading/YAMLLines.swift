/// The lines of a text in YAML, taken from the front. Those that say nothing are passed over, but within a text.
///
/// They are read by code points: a space or a quote with an accent that stands behind it is one character, and nothing that YAML knows.
struct YAMLLines {
    typealias Part = Substring.UnicodeScalarView

    /// What stands in a line behind its indentation.
    struct Line {
        let indent: Int
        let content: Part
    }

    private var rest: ArraySlice<Part>
    /// What is left of a line whose beginning was taken.
    private var begun: Line?

    init(_ text: String) {
        rest =
            text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                line.last == "\r" ? line.dropLast() : line
            }[...]
    }

    /// The next line that says something.
    mutating func next() -> Line? {
        if let begun { return begun }
        while let line = rest.first {
            let content = line.drop { $0 == " " }
            if let first = content.first, first != "#", !content.elementsEqual("---".unicodeScalars),
                !content.elementsEqual("...".unicodeScalars)
            {
                return Line(indent: line.count - content.count, content: content)
            }
            rest.removeFirst()
        }
        return nil
    }

    /// Takes the line that ``next()`` gave.
    mutating func take() {
        if begun != nil { begun = nil } else { _ = rest.popFirst() }
    }

    /// Takes the beginning of that line, and leaves what is behind it as a line that begins there.
    mutating func take(upTo content: Part, of line: Line) {
        take()
        begun = Line(indent: line.indent + line.content.count - content.count, content: content)
    }

    /// A text without quotes that begins in the line taken last, with the lines that go on with it: those deeper than what it belongs to.
    mutating func plain(_ start: Part, below indent: Int) -> String {
        var text = String(Self.trimmed(start))
        guard begun == nil else { return text }
        var ahead = rest
        var breaks = 0
        while let line = ahead.popFirst() {
            let content = Self.trimmed(line)
            if content.isEmpty {
                breaks += 1
                continue
            }
            guard line.prefix(while: { $0 == " " }).count > indent, content.first != "#" else { break }
            // One line's end is a space where words were parted, and an empty line is the end of one.
            text += breaks == 0 ? " " : String(repeating: "\n", count: breaks)
            text.unicodeScalars += content
            breaks = 0
            rest = ahead
        }
        return text
    }

    /// A text in quotes that begins in the line taken last, with the lines that go on with it, and what stands behind it; `nil` for one
    /// that does not end. Nothing is taken then.
    mutating func quoted(_ start: Part) -> (text: String, rest: Part)? {
        var quoted = YAMLQuotedText(start)
        if let behind = quoted.read(start.dropFirst()) { return (quoted.text, behind) }
        guard begun == nil else { return nil }
        var ahead = rest
        while let line = ahead.popFirst() {
            guard let behind = quoted.read(line) else { continue }
            rest = ahead
            return (quoted.text, behind)
        }
        return nil
    }

    private static func trimmed(_ line: Part) -> Part {
        var line = line.drop { $0 == " " || $0 == "\t" }
        while line.last == " " || line.last == "\t" { line.removeLast() }
        return line
    }
}
