public import RegistryCore

/// Makes questions of every kind about the records of ``DocumentGenerator``.
public enum FilterGenerator {
    private static let patterns = ["a", "^a", "b$", "^$", ".", "A", "^(a|b)$", "é", "a.b", "^a\\n"]

    /// A question with up to about ten conditions.
    public static func filter(using random: inout some RandomNumberGenerator) -> Filter {
        filter(depth: 2, using: &random)
    }

    /// A question whose conditions are nested at most `depth` deep.
    public static func filter(depth: Int, using random: inout some RandomNumberGenerator) -> Filter {
        guard depth > 0 else { return field(depth: 0, using: &random) }
        switch Int.random(in: 0..<14, using: &random) {
        case 0: return .and(filters(depth: depth, using: &random))
        case 1: return .or(filters(depth: depth, using: &random))
        case 2: return .not(filter(depth: depth - 1, using: &random))
        case 3: return .everything
        default: return field(depth: depth, using: &random)
        }
    }

    /// A path of one to four names, some of which are positions.
    public static func path(using random: inout some RandomNumberGenerator) -> FieldPath {
        let names = (0..<Int.random(in: 1...4, using: &random)).map { index in
            (index == 0 ? ["a", "a", "b", "c", "0"] : ["a", "b", "c", "0", "1", "2", "00"]).randomElement(
                using: &random)
                ?? "a"
        }
        return FieldPath(stringLiteral: names.joined(separator: "."))
    }

    /// A condition nested at most `depth` deep.
    public static func condition(depth: Int, using random: inout some RandomNumberGenerator) -> Condition {
        let scalar = DocumentGenerator.scalar(using: &random)
        switch Int.random(in: 0..<(depth > 0 ? 17 : 11), using: &random) {
        case 0, 1: return .equals(DocumentGenerator.value(depth: 2, using: &random))
        case 2: return .less(scalar)
        case 3: return .lessOrEqual(scalar)
        case 4: return .greater(scalar)
        case 5: return .greaterOrEqual(scalar)
        case 6: return .oneOf(values(using: &random))
        case 7: return .exists(Bool.random(using: &random))
        case 8: return .matches(pattern(using: &random))
        case 9:
            let types = ValueType.allCases.shuffled(using: &random)
            return .hasType(Array(types.prefix(Int.random(in: 0...3, using: &random))))
        case 10: return .count(Int.random(in: -1...3, using: &random))
        case 11: return .containsAll(values(using: &random))
        case 12: return .anyElement(filter(depth: depth - 1, using: &random))
        case 13: return .anyValue(conditions(depth: depth, using: &random))
        case 14: return .all(conditions(depth: depth, using: &random))
        default: return .not(condition(depth: depth - 1, using: &random))
        }
    }

    private static func field(depth: Int, using random: inout some RandomNumberGenerator) -> Filter {
        .field(path(using: &random), condition(depth: depth, using: &random))
    }

    private static func filters(depth: Int, using random: inout some RandomNumberGenerator) -> [Filter] {
        (0..<Int.random(in: 0...3, using: &random)).map { _ in filter(depth: depth - 1, using: &random) }
    }

    private static func conditions(depth: Int, using random: inout some RandomNumberGenerator) -> [Condition] {
        (0..<Int.random(in: 0...3, using: &random)).map { _ in condition(depth: depth - 1, using: &random) }
    }

    private static func values(using random: inout some RandomNumberGenerator) -> [Value] {
        (0..<Int.random(in: 0...3, using: &random)).map { _ in DocumentGenerator.value(depth: 1, using: &random) }
    }

    private static func pattern(using random: inout some RandomNumberGenerator) -> Pattern {
        let options: Pattern.Options =
            [[], [], .ignoresCase, .anchorsMatchLines, .dotMatchesNewline]
            .randomElement(using: &random) ?? []
        let source = patterns.randomElement(using: &random) ?? "a"
        do {
            return try Pattern(source, options: options)
        } catch {
            preconditionFailure("the generator's own pattern: \(error)")
        }
    }
}
