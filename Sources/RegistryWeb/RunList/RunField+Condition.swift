import RegistryCore

extension RunField {
    /// Its name in the expression language; `nil` for what cannot be asked for.
    var expressionName: String? {
        switch self {
        case .name, .status, .experiment, .host, .notes: text
        case .started, .ended, .commit: text
        case .duration, .id: nil
        case .parameter(let name): "params.\(Self.quotedName(name))"
        case .tag(let name): "tags.\(Self.quotedName(name))"
        case .metric(let name, .last): "metrics.\(Self.quotedName(name))"
        case .metric(let name, let number): "metrics.\(Self.quotedName(name)).\(number.rawValue)"
        }
    }

    /// The condition that a run has a value here; `nil` for values that are nothing to search for.
    func condition(equal value: Value) -> String? {
        guard let name = expressionName else { return nil }
        switch value {
        case .bool(let truth): return "\(name) = \(truth)"
        case .int(let number): return "\(name) = \(number)"
        case .double(let number) where number.isFinite: return "\(name) = \(number)"
        case .string(let text) where text.utf8.count <= 500: return "\(name) = '\(text.replacing("'", with: "''"))'"
        default: return nil
        }
    }

    /// What means something else in a condition.
    private static let words: Set<String> = [
        "and", "or", "not", "in", "like", "ilike", "contains", "is", "null", "true", "false",
    ]

    /// A name as it is written: in backticks unless it is of plain letters, digits and `_`.
    private static func quotedName(_ name: String) -> String {
        let isPlain =
            name.utf8.first.map { !(48...57).contains($0) } ?? false
            && name.utf8.allSatisfy {
                (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == UInt8(ascii: "_")
            }
        return isPlain && !words.contains(name.lowercased()) ? name : "`\(name.replacing("`", with: "``"))`"
    }
}
