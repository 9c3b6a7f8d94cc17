@testable import RegistryCore

/// Finds a pattern the plain way: tries everything, one place after the other. The measure of the automaton.
struct BacktrackingSearch {
    private let tree: PatternTree

    init(_ tree: PatternTree) { self.tree = tree }

    /// Whether the pattern is found; `nil` when there are too many ways to try.
    func isFound(in text: String) -> Bool? {
        var search = Search(text: text.unicodeScalars.map(\.value))
        for start in 0...search.text.count where search.go(tree, from: start, then: { _, _ in true }) {
            return true
        }
        return search.steps > Search.mostSteps ? nil : false
    }

    private struct Search {
        static let mostSteps = 20_000

        let text: [UInt32]
        var steps = 0

        typealias Continuation = (inout Search, Int) -> Bool

        mutating func go(_ tree: PatternTree, from place: Int, then next: Continuation) -> Bool {
            steps += 1
            guard steps <= Self.mostSteps else { return false }
            switch tree {
            case .empty: return next(&self, place)
            case .scalar(let scalar): return place < text.count && text[place] == scalar.value && next(&self, place + 1)
            case .set(let set): return place < text.count && set.contains(text[place]) && next(&self, place + 1)
            case .assertion(let assertion): return holds(assertion, at: place) && next(&self, place)
            case .sequence(let parts): return go(parts[...], from: place, then: next)
            case .choice(let branches):
                for branch in branches where go(branch, from: place, then: next) { return true }
                return false
            case .repetition(let part, let atLeast, let atMost):
                return repeated(part, atLeast: atLeast, atMost: atMost ?? .max, from: place, then: next)
            }
        }

        private mutating func go(_ parts: ArraySlice<PatternTree>, from place: Int, then next: Continuation) -> Bool {
            guard let first = parts.first else { return next(&self, place) }
            return go(first, from: place) { search, place in search.go(parts.dropFirst(), from: place, then: next) }
        }

        private mutating func repeated(
            _ part: PatternTree, atLeast: Int, atMost: Int, from place: Int, then next: Continuation
        ) -> Bool {
            if atMost > 0 {
                let isFound = go(part, from: place) { search, end in
                    // A turn that takes nothing counts, but another one after it would change nothing.
                    end == place && atLeast <= 0
                        ? false
                        : search.repeated(
                            part, atLeast: max(0, atLeast - 1), atMost: atMost == .max ? .max : atMost - 1, from: end,
                            then: next)
                }
                if isFound { return true }
            }
            return atLeast == 0 && next(&self, place)
        }

        private func holds(_ assertion: PatternTree.Assertion, at place: Int) -> Bool {
            let isAtEnd = place == text.count
            let isBeforeNewline = !isAtEnd && text[place] == 10
            let isBehindNewline = place > 0 && text[place - 1] == 10
            let isBoundary = isWord(place - 1) != isWord(place)
            return switch assertion {
            case .textStart: place == 0
            case .lineStart: place == 0 || (isBehindNewline && !isAtEnd)
            case .textEnd: isAtEnd
            case .textEndOrLastNewline: isAtEnd || (isBeforeNewline && place == text.count - 1)
            case .lineEnd: isAtEnd || isBeforeNewline
            case .wordBoundary: isBoundary
            case .noWordBoundary: !isBoundary
            }
        }

        private func isWord(_ place: Int) -> Bool {
            text.indices.contains(place) && ScalarSet.word.contains(text[place])
        }
    }
}
