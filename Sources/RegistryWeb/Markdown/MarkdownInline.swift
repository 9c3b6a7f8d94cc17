/// What stands within a paragraph of Markdown: emphasis, code and links.
struct MarkdownInline {
    private enum Part {
        case html(String)
        /// Marks that may begin or end emphasis.
        case mark(String, opens: Bool, closes: Bool)
    }

    private let text: [Character]
    private let hasLinks: Bool
    private var parts: [Part] = []
    private var plain = ""
    private let map: MarkdownMap

    /// The HTML of a text.
    static func html(_ text: Substring) -> String { html(Array(text), hasLinks: true) }

    private static func html(_ text: [Character], hasLinks: Bool) -> String {
        var inline = MarkdownInline(text: text, hasLinks: hasLinks)
        inline.read()
        return inline.paired()
    }

    private init(text: [Character], hasLinks: Bool) {
        self.text = text
        self.hasLinks = hasLinks
        map = MarkdownMap(of: text, hasLinks: hasLinks)
    }

    private mutating func read() {
        var index = 0
        while index < text.count {
            let character = text[index]
            switch character {
            case "\\" where index + 1 < text.count && Self.isMark(text[index + 1]):
                plain.append(text[index + 1])
                index += 2
            case "\\" where index + 1 < text.count && text[index + 1] == "\n":
                add("<br>\n")
                index += 2
            case "`": index = readCode(at: index)
            case "*", "_", "~": index = readMarks(at: index)
            case "h" where hasLinks && beginsBareAddress(at: index):
                index = readBareAddress(at: index)
            case "<" where hasLinks:
                index = readAddress(at: index)
            case "[":
                index = readLink(at: index, closing: map.closing[index])
            default:
                plain.append(character)
                index += 1
            }
        }
        endPlain()
    }

    private mutating func endPlain() {
        guard !plain.isEmpty else { return }
        parts.append(.html(HTMLEscaping.escaped(plain)))
        plain = ""
    }

    private mutating func add(_ html: String) {
        endPlain()
        parts.append(.html(html))
    }

    private mutating func readCode(at start: Int) -> Int {
        let length = run(of: "`", at: start)
        let begin = start + length
        guard let end = map.backticks(length, from: begin) else {
            plain += String(repeating: "`", count: length)
            return begin
        }
        let code = String(text[begin..<end]).replacing("\n", with: " ")
        add("<code>\(HTMLEscaping.escaped(code))</code>")
        return end + length
    }

    private mutating func readMarks(at start: Int) -> Int {
        let mark = text[start]
        let length = run(of: mark, at: start)
        let end = start + length
        let before = start > 0 ? text[start - 1] : " "
        let after = end < text.count ? text[end] : " "
        var opens = !after.isWhitespace
        var closes = !before.isWhitespace
        if mark == "_" {
            // Names have underscores inside.
            opens = opens && !(before.isLetter || before.isNumber)
            closes = closes && !(after.isLetter || after.isNumber)
        }
        guard length <= 3, mark != "~" || length == 2, opens || closes else {
            plain += String(repeating: mark, count: length)
            return end
        }
        endPlain()
        // Three are two and one; where they end, the other way round.
        let lengths = length < 3 ? [length] : closes && !opens ? [1, 2] : [2, 1]
        for length in lengths {
            parts.append(.mark(String(repeating: mark, count: length), opens: opens, closes: closes))
        }
        return end
    }

    private mutating func readAddress(at start: Int) -> Int {
        if let end = map.addressEnd(from: start + 1, at: ">"), let address = address(in: (start + 1)..<end) {
            add(Self.link(address, HTMLEscaping.escaped(address)))
            return end + 1
        }
        plain.append("<")
        return start + 1
    }

    /// Whether an address stands here as it is, with nothing around it.
    private func beginsBareAddress(at start: Int) -> Bool {
        guard start == 0 || !(text[start - 1].isLetter || text[start - 1].isNumber) else { return false }
        return ["https://", "http://"].contains { text[start...].starts(with: $0) }
    }

    /// Reads to the next space. Marks that end a sentence around the address are no part of it, nor a bracket that was not opened in
    /// it.
    private mutating func readBareAddress(at start: Int) -> Int {
        var end = text[start...].firstIndex { $0.isWhitespace || "<>`\"".contains($0) } ?? text.count
        var unopened = text[start..<end].count { $0 == ")" } - text[start..<end].count { $0 == "(" }
        while end > start, ".,;:!?'*_~])".contains(text[end - 1]) {
            if text[end - 1] == ")" {
                guard unopened > 0 else { break }
                unopened -= 1
            }
            end -= 1
        }
        let address = String(text[start..<end])
        guard !address.hasSuffix("/") || address.count > "https://".count else {
            plain += address
            return end
        }
        add(Self.link(address, HTMLEscaping.escaped(address)))
        return end
    }

    private mutating func readLink(at start: Int, closing: Int?) -> Int {
        if let closing, closing + 1 < text.count, text[closing + 1] == "(" {
            if let end = map.addressEnd(from: closing + 2, at: ")"), let address = address(in: (closing + 2)..<end) {
                // A picture is a link to it.
                if plain.last == "!" { plain.removeLast() }
                add(Self.link(address, Self.html(Array(text[(start + 1)..<closing]), hasLinks: false)))
                return end + 1
            }
        }
        plain.append("[")
        return start + 1
    }

    private func run(of character: Character, at start: Int) -> Int {
        text[start...].prefix { $0 == character }.count
    }

    private static func isMark(_ character: Character) -> Bool {
        character.isASCII && (character.isPunctuation || character.isSymbol)
    }

    /// An address that a link may lead to; `nil` for any other. What no address has in it was looked for before.
    private func address(in range: Range<Int>) -> String? {
        // The beginning alone: a text may have any number of ends that belong to no address.
        let start = String(text[range].prefix(8)).lowercased()
        return start.hasPrefix("https://") || start.hasPrefix("http://") ? String(text[range]) : nil
    }

    private static func link(_ address: String, _ html: String) -> String {
        "<a href=\"\(HTMLEscaping.escaped(address))\" rel=\"noopener noreferrer nofollow\">\(html)</a>"
    }

    /// The parts with the marks that belong together as elements, and all others as text.
    private func paired() -> String {
        var elements = [String?](repeating: nil, count: parts.count)
        var open: [(mark: String, index: Int)] = []
        // How many of each mark are open: so that one that closes nothing is not looked for.
        var counts: [String: Int] = [:]
        for (index, part) in parts.enumerated() {
            guard case .mark(let mark, let opens, let closes) = part else { continue }
            if closes, counts[mark, default: 0] > 0 {
                while let last = open.popLast() {
                    counts[last.mark, default: 0] -= 1
                    guard last.mark == mark else { continue }
                    let name = mark.hasPrefix("~") ? "del" : mark.count == 2 ? "strong" : "em"
                    elements[last.index] = "<\(name)>"
                    elements[index] = "</\(name)>"
                    break
                }
            } else if opens {
                open.append((mark, index))
                counts[mark, default: 0] += 1
            }
        }
        var html = ""
        for (index, part) in parts.enumerated() {
            switch part {
            case .html(let text): html += text
            case .mark(let mark, _, _): html += elements[index] ?? mark
            }
        }
        return html
    }
}
