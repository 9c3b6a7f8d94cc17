/// A text in quotes, read line by line until it ends.
struct YAMLQuotedText {
    private(set) var text = ""
    private let quote: Unicode.Scalar
    private var isFirstLine = true
    /// How many empty lines were since the last word; each is the end of a line.
    private var breaks = 0
    /// Whether the line before ends in a `\`: then no space was there.
    private var isJoined = false

    /// - Parameter start: the text from its quote on.
    init(_ start: YAMLLines.Part) { quote = start.first ?? "\"" }

    /// Reads a line, the first one from behind the quote.
    ///
    /// - Returns: what stands behind the text; `nil` when it has not ended.
    mutating func read(_ line: YAMLLines.Part) -> YAMLLines.Part? {
        var rest = line
        if isFirstLine {
            isFirstLine = false
        } else {
            rest = rest.drop { $0 == " " || $0 == "\t" }
            guard !rest.isEmpty else {
                breaks += 1
                return nil
            }
            if breaks > 0 { text += String(repeating: "\n", count: breaks) } else if !isJoined { text += " " }
            (breaks, isJoined) = (0, false)
        }
        // Spaces at the end of a line are none of the text.
        var spaces = ""
        while let scalar = rest.popFirst() {
            if scalar == " " || scalar == "\t" {
                spaces.unicodeScalars.append(scalar)
                continue
            }
            text += spaces
            spaces = ""
            if scalar == quote {
                guard quote == "'", rest.first == quote else { return rest }
                rest.removeFirst()
                text.unicodeScalars.append(quote)
            } else if scalar == "\\", quote == "\"" {
                guard !rest.isEmpty else {
                    isJoined = true
                    return nil
                }
                text.unicodeScalars.append(Self.escaped(&rest))
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return nil
    }

    /// The code point that stands behind a `\`. What YAML does not know stands for itself.
    private static func escaped(_ rest: inout YAMLLines.Part) -> Unicode.Scalar {
        guard let letter = rest.popFirst() else { return "\\" }
        switch letter {
        case "0": return "\0"
        case "a": return "\u{07}"
        case "b": return "\u{08}"
        case "t", "\t": return "\t"
        case "n": return "\n"
        case "v": return "\u{0B}"
        case "f": return "\u{0C}"
        case "r": return "\r"
        case "e": return "\u{1B}"
        case "N": return "\u{85}"
        case "_": return "\u{A0}"
        case "L": return "\u{2028}"
        case "P": return "\u{2029}"
        case "x": return scalar(number(&rest, digits: 2))
        case "U": return scalar(number(&rest, digits: 8))
        case "u":
            let first = number(&rest, digits: 4)
            // JSON, which is YAML as well, writes what lies beyond as two halves.
            if let first, 0xD800..<0xDC00 ~= first, rest.starts(with: "\\u".unicodeScalars) {
                var ahead = rest.dropFirst(2)
                if let second = number(&ahead, digits: 4), 0xDC00..<0xE000 ~= second {
                    rest = ahead
                    return scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
                }
            }
            return scalar(first)
        default: return letter
        }
    }

    private static func scalar(_ number: UInt32?) -> Unicode.Scalar {
        number.flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
    }

    private static func number(_ rest: inout YAMLLines.Part, digits: Int) -> UInt32? {
        let text = rest.prefix(digits)
        guard text.count == digits, text.allSatisfy(\.properties.isASCIIHexDigit) else { return nil }
        rest = rest.dropFirst(digits)
        return UInt32(String(text), radix: 16)
    }
}
