/// Where two texts differ, word by word.
///
/// A word is a run of letters and digits; a space, a sign, and a letter of a script that has no spaces are each one by
/// themselves. What is common is a longest common subsequence, found in time that grows with the product of both lengths:
/// texts are cut to ``mostWords``.
struct WordDifference: Hashable, Sendable {
    /// What happens to a part of the first text on the way to the second.
    enum Kind: String, Hashable, Sendable {
        case same, removed, added
    }

    struct Part: Hashable, Sendable {
        let kind: Kind
        var text: String
    }

    /// The most words and signs of a text that are looked at: 800.
    static let mostWords = 800
    /// The most bytes of a text that are looked at, as a word may be of any length: 64 KiB.
    static let mostBytes = TextSample.mostBytes

    /// The parts in order; those that are next to each other differ in their kind.
    let parts: [Part]
    /// Whether one of the texts is longer than what is looked at.
    let isCut: Bool
    /// How many words, without spaces, were removed and added.
    let removedCount: Int
    let addedCount: Int

    /// The way from one text to another.
    init(from old: String, to new: String) {
        let (first, firstIsCut) = Self.words(of: old)
        let (second, secondIsCut) = Self.words(of: new)
        isCut = firstIsCut || secondIsCut
        var parts: [Part] = []
        var counts: [Kind: Int] = [:]
        for (kind, word) in Self.steps(from: first, to: second) {
            if word.contains(where: { !$0.isWhitespace }) { counts[kind, default: 0] += 1 }
            if let last = parts.last, last.kind == kind {
                parts[parts.count - 1].text += word
            } else {
                parts.append(Part(kind: kind, text: word))
            }
        }
        self.parts = parts
        removedCount = counts[.removed] ?? 0
        addedCount = counts[.added] ?? 0
    }

    /// Whether nothing was found that differs.
    var isSame: Bool { parts.allSatisfy { $0.kind == .same } }

    /// The words of a text as they follow each other, no more than ``mostWords`` and no longer than ``mostBytes`` together.
    static func words(of text: String) -> (words: [String], isCut: Bool) {
        var words: [String] = []
        var isInWord = false
        var bytes = 0
        for character in text {
            bytes += character.utf8.count
            guard bytes <= mostBytes else { return (words, true) }
            if isInWord, isPartOfWord(character) {
                words[words.count - 1].append(character)
                continue
            }
            guard words.count < mostWords else { return (words, true) }
            words.append(String(character))
            isInWord = isPartOfWord(character)
        }
        return (words, false)
    }

    private static func isPartOfWord(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first, character.isLetter || character.isNumber else {
            return false
        }
        // Han, Kana and their like are written without spaces; each of them is a word.
        return !scalar.properties.isIdeographic && !(0x3040...0x30FF).contains(scalar.value)
    }

    /// The words of both texts in an order in which the removed ones come before the added ones in their place.
    private static func steps(from old: [String], to new: [String]) -> [(Kind, String)] {
        let head = zip(old, new).prefix { $0 == $1 }.count
        let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed()).prefix { $0 == $1 }.count
        let (first, second) = (old.dropFirst(head).dropLast(tail), new.dropFirst(head).dropLast(tail))
        return old.prefix(head).map { (.same, $0) } + middle(from: Array(first), to: Array(second))
            + old.suffix(tail).map { (.same, $0) }
    }

    private static func middle(from old: [String], to new: [String]) -> [(Kind, String)] {
        guard !old.isEmpty, !new.isEmpty else { return old.map { (.removed, $0) } + new.map { (.added, $0) } }
        var numbers: [String: Int] = [:]
        let number = { (word: String) in
            numbers[word]
                ?? {
                    numbers[word] = numbers.count
                    return numbers.count - 1
                }()
        }
        let (first, second) = (old.map(number), new.map(number))
        // How long the longest common subsequence is of what begins at each pair of places.
        let width = second.count + 1
        var lengths = [UInt16](repeating: 0, count: (first.count + 1) * width)
        for row in first.indices.reversed() {
            for column in second.indices.reversed() {
                lengths[row * width + column] =
                    first[row] == second[column]
                    ? lengths[(row + 1) * width + column + 1] + 1
                    : max(lengths[(row + 1) * width + column], lengths[row * width + column + 1])
            }
        }
        var (row, column) = (0, 0)
        var steps: [(Kind, String)] = []
        var added: [(Kind, String)] = []
        while row < first.count || column < second.count {
            if row < first.count, column < second.count, first[row] == second[column] {
                steps += added
                added = []
                steps.append((.same, old[row]))
                (row, column) = (row + 1, column + 1)
            } else if column >= second.count
                || row < first.count && lengths[(row + 1) * width + column] >= lengths[row * width + column + 1]
            {
                steps.append((.removed, old[row]))
                row += 1
            } else {
                added.append((.added, new[column]))
                column += 1
            }
        }
        return steps + added
    }
}
