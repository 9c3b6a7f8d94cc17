/// Words to search for: text without a comparison, in questions about runs.
extension ExpressionParser {
    /// Reads a text that no comparison follows; `nil`, and nothing read, where a condition on a field stands.
    mutating func searchedText() throws(RegistryError) -> String? {
        guard fields == .runs else { return nil }
        switch current.kind {
        case .text(let text):
            try advance()
            return text
        case .number:
            let text = current.source
            try advance()
            return text
        case .word where current.beginsAsNumber:
            let text = current.source
            try advance()
            return text
        case .word, .name, .doubleQuoted: return try searchedName()
        case .mark, .end: return nil
        }
    }

    private mutating func searchedName() throws(RegistryError) -> String? {
        var ahead = self
        // What is no name is told of where names are read.
        guard let names = try? ahead.parseNames() else { return nil }
        guard !ahead.isAtComparison, !(names.count > 1 && Self.groups.contains(names.first?.text.lowercased() ?? ""))
        else {
            return nil
        }
        self = ahead
        return names.map(\.text).joined(separator: ".")
    }

    /// Behind one of these and a dot somebody has begun a condition.
    private static let groups: Set<String> = [
        "metrics", "metric", "params", "param", "parameters", "parameter", "tags", "tag", "attributes", "attribute",
        "attr",
    ]

    private static let comparing: Set<String> = ["in", "like", "ilike", "contains"]

    /// Whether a comparison stands here.
    private var isAtComparison: Bool {
        switch current.kind {
        case .mark: return !current.isMark("(") && !current.isMark(")")
        case .word(let word):
            let word = word.lowercased()
            guard word == "not" else { return word == "is" || Self.comparing.contains(word) }
            var ahead = self
            guard (try? ahead.advance()) != nil, case .word(let next) = ahead.current.kind else { return false }
            return Self.comparing.contains(next.lowercased())
        default: return false
        }
    }
}

extension Filter {
    /// Runs with a text in their name, experiment, notes, or a tag or its name, whichever case it has.
    static func runs(with text: String) throws(RegistryError) -> Filter {
        let (pattern, name): (Pattern, Pattern)
        do throws(PatternError) {
            pattern = try Pattern(Pattern.escaping(text), options: .ignoresCase)
            name = try Pattern(Pattern.escaping(FieldName.escaped(text)), options: .ignoresCase)
        } catch {
            throw RegistryError(error)
        }
        let texts: [FieldPath] = ["name", "experiment", "notes"]
        return .or(texts.map { .field($0, .matches(pattern)) } + [.anyField(of: "tags", named: name, holding: pattern)])
    }

    /// The condition on a value that stands at one of several paths: each record has it at one of them at most.
    package static func any(of paths: [FieldPath], meets condition: Condition) -> Filter {
        let parts = paths.map { Filter.field($0, condition) }
        guard parts.count > 1 else { return parts.first ?? .or([]) }
        // What a missing field meets is met by every path but that one.
        return parts[0].matches([:]) ? .and(parts) : .or(parts)
    }
}
