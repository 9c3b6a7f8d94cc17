/// What is looked for in a paragraph of Markdown, all of it found in one pass from its end: where brackets are closed, where
/// addresses end and where code does. Looking from each place on would take a text's length for every mark in it.
struct MarkdownMap {
    /// The most characters of an address.
    private static let longestAddress = 2_000

    /// Where each bracket that opens is closed.
    let closing: [Int: Int]
    /// For each place, the next one whose character is none of an address that ends with `>`.
    private let angleEnds: [Int]
    /// The same for addresses that end with `)`.
    private let roundEnds: [Int]
    private let text: [Character]
    /// Where runs of so many backticks begin, rising.
    private let runs: [Int: [Int]]

    /// - Parameter hasLinks: whether links are looked for; within one there are no others.
    init(of text: [Character], hasLinks: Bool) {
        self.text = text
        closing = hasLinks ? Self.closing(in: text) : [:]
        (angleEnds, roundEnds) = hasLinks ? Self.addressEnds(in: text) : ([], [])
        runs = Self.backticks(in: text)
    }

    /// Where the address that begins at a place ends, when it ends with this character.
    func addressEnd(from start: Int, at mark: Character) -> Int? {
        let ends = mark == ">" ? angleEnds : roundEnds
        guard start < ends.count, ends[start] < text.count, text[ends[start]] == mark,
            ends[start] - start <= Self.longestAddress
        else { return nil }
        return ends[start]
    }

    /// Where the next run of exactly so many backticks begins.
    func backticks(_ length: Int, from start: Int) -> Int? {
        guard let starts = runs[length] else { return nil }
        // The first that is not before the place, by halves.
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] < start { low = middle + 1 } else { high = middle }
        }
        return low < starts.count ? starts[low] : nil
    }

    private static func closing(in text: [Character]) -> [Int: Int] {
        var open: [Int] = []
        var result: [Int: Int] = [:]
        for (index, character) in text.enumerated() {
            if character == "[" { open.append(index) }
            if character == "]", let start = open.popLast() { result[start] = index }
        }
        return result
    }

    private static func addressEnds(in text: [Character]) -> (angle: [Int], round: [Int]) {
        var angle = [Int](repeating: text.count, count: text.count)
        var round = angle
        var (nextAngle, nextRound) = (text.count, text.count)
        for index in text.indices.reversed() {
            let isForeign = Self.isForeign(text[index])
            if isForeign { nextAngle = index }
            if isForeign || text[index] == ")" { nextRound = index }
            (angle[index], round[index]) = (nextAngle, nextRound)
        }
        return (angle, round)
    }

    /// Whether no address that a link may lead to has such a character in it.
    private static func isForeign(_ character: Character) -> Bool {
        character.isWhitespace
            || character.unicodeScalars.contains {
                $0.value <= 32 || $0.value == 127 || "\"'<>\\`".unicodeScalars.contains($0)
            }
    }

    private static func backticks(in text: [Character]) -> [Int: [Int]] {
        var runs: [Int: [Int]] = [:]
        var index = 0
        while index < text.count {
            let start = index
            while index < text.count, text[index] == "`" { index += 1 }
            if index > start { runs[index - start, default: []].append(start) } else { index += 1 }
        }
        return runs
    }
}
