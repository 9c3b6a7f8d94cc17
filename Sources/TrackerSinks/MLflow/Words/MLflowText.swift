import RegistryCore

/// Parameters and tags as the texts that MLflow keeps.
enum MLflowText {
    /// The most characters of a parameter.
    static let mostOfParameter = 6_000
    /// The most characters of a tag.
    static let mostOfTag = 8_000

    /// Parameters by the names that MLflow has them under; nested ones with dots between their names.
    static func parameters(_ values: some Sequence<(key: String, value: Value)>) -> [(key: String, value: String)] {
        var texts: [(key: String, value: String)] = []
        var known: Set<String> = []
        func add(_ name: String, _ value: Value, depth: Int) {
            if case .document(let fields) = value, !fields.isEmpty, depth < 20 {
                for (key, value) in fields { add("\(name).\(FieldName.unescaped(key))", value, depth: depth + 1) }
                return
            }
            let key = MLflowName.of(name)
            // MLflow refuses a whole batch that has one twice.
            if known.insert(key).inserted { texts.append((key, cut(text(value), to: mostOfParameter))) }
        }
        for (name, value) in values { add(name, value, depth: 0) }
        return texts
    }

    /// A value as Python's `str` writes it: what MLflow's own client sends.
    static func text(_ value: Value) -> String {
        switch value {
        case .string(let text): text
        case .bool(let flag): flag ? "True" : "False"
        case .null: "None"
        case .double(let number):
            number.isNaN ? "nan" : number.isInfinite ? (number < 0 ? "-inf" : "inf") : number.description
        case .date(let time): time.description
        case .array(let elements): "[" + elements.map(quoted).joined(separator: ", ") + "]"
        case .document(let fields):
            "{"
                + fields.map { "\(quoted(.string(FieldName.unescaped($0.key)))): \(quoted($0.value))" }
                .joined(separator: ", ") + "}"
        default: value.json()
        }
    }

    /// A text of at most so many characters, without what databases do not take.
    static func cut(_ text: String, to most: Int) -> String {
        guard text.utf8.count > most || text.utf8.contains(0) else { return text }
        let scalars = text.unicodeScalars.lazy.filter { $0 != "\0" }
        let kept = scalars.prefix(most + 1)
        let short = kept.count > most ? Array(kept.prefix(most - 1)) + ["…"] : Array(kept)
        return String(String.UnicodeScalarView(short))
    }

    private static func quoted(_ value: Value) -> String {
        guard case .string(let string) = value else { return text(value) }
        return "'" + string.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }
}
