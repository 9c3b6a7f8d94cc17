/// A pattern for one name, of a file or of anything else: `*` is any number of characters, `?` one, `[a-z]` one of some, `[!a-z]` one of
/// all others.
package struct GlobPattern {
    private enum Part {
        case any
        case one
        case character(Character)
        case set([ClosedRange<Character>], isOpposite: Bool)
    }

    private var parts: [Part] = []
    /// Whether names that begin with a dot are meant.
    private let meansHidden: Bool
    /// Whether it means more than one name.
    private(set) var hasWildcards = false

    /// A pattern.
    ///
    /// - Parameter meansHidden: Whether names that begin with a dot are meant. Default: when the pattern begins so itself, as shells have it for
    ///   files.
    package init(_ text: some StringProtocol, meansHidden: Bool? = nil) {
        self.meansHidden = meansHidden ?? text.hasPrefix(".")
        var rest = Array(text)[...]
        while let character = rest.popFirst() {
            switch character {
            case "*": parts.append(.any)
            case "?": parts.append(.one)
            case "[":
                guard let set = GlobPattern.set(&rest) else {
                    parts.append(.character(character))
                    continue
                }
                parts.append(set)
            default:
                parts.append(.character(character))
                continue
            }
            hasWildcards = true
        }
    }

    /// What stands between brackets; `nil` when they are not closed.
    private static func set(_ rest: inout ArraySlice<Character>) -> Part? {
        var inside = rest
        let isOpposite = inside.first == "!" || inside.first == "^"
        if isOpposite { inside.removeFirst() }
        var ranges: [ClosedRange<Character>] = []
        while let first = inside.popFirst() {
            if first == "]", !ranges.isEmpty {
                rest = inside
                return .set(ranges, isOpposite: isOpposite)
            }
            if inside.first == "-", let last = inside.dropFirst().first, last != "]" {
                inside = inside.dropFirst(2)
                ranges.append(min(first, last)...max(first, last))
            } else {
                ranges.append(first...first)
            }
        }
        return nil
    }

    /// Whether a name is meant. Takes at most the product of both lengths.
    package func matches(_ name: String) -> Bool {
        if name.hasPrefix("."), !meansHidden { return false }
        let characters = Array(name)
        var (part, place) = (0, 0)
        // Where the last star stands, and how far it reaches so far.
        var star: (part: Int, place: Int)?
        while place < characters.count {
            if part < parts.count, case .any = parts[part] {
                star = (part, place)
                part += 1
            } else if part < parts.count, isMet(parts[part], characters[place]) {
                part += 1
                place += 1
            } else if let last = star {
                star = (last.part, last.place + 1)
                (part, place) = (last.part + 1, last.place + 1)
            } else {
                return false
            }
        }
        return parts[part...].allSatisfy { if case .any = $0 { true } else { false } }
    }

    private func isMet(_ part: Part, _ character: Character) -> Bool {
        switch part {
        case .any, .one: true
        case .character(let wanted): wanted == character
        case .set(let ranges, let isOpposite): ranges.contains { $0.contains(character) } != isOpposite
        }
    }
}
