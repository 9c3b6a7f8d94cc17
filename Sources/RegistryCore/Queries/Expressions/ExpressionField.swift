/// A field that an expression asks about, and how values are written for it.
struct ExpressionField {
    /// A name of a path as it was written.
    enum Name {
        case plain(String)
        /// Within quotes or backticks.
        case quoted(String)

        var text: String {
            switch self {
            case .plain(let text), .quoted(let text): text
            }
        }
    }

    /// What the field holds, as far as values for it can be written in several ways.
    enum Content {
        /// Anything.
        case any
        /// A parameter of a run: MLflow knows them as text only.
        case parameter
        /// A moment, which MLflow counts in milliseconds since 1970.
        case date
        /// A run's status, which MLflow writes in capitals.
        case status
        /// How long a run has lasted, which stands nowhere.
        case duration
    }

    let path: FieldPath
    /// Where else the value may stand.
    var otherPaths: [FieldPath] = []
    let content: Content

    var paths: [FieldPath] { [path] + otherPaths }

    /// What a value is compared with in the field. A text in a moment's place that is none stays a text, which no moment
    /// equals.
    func operand(_ value: Value) -> Value {
        switch (content, value) {
        case (.date, .int(let milliseconds)): .date(WallTime(millisecondsSince1970: milliseconds))
        case (.date, .string(let text)): WallTime(iso8601: text).map { .date($0) } ?? value
        case (.status, .string(let status)): .string(status.lowercased())
        default: value
        }
    }

    /// The values of the field that a value written in an expression equals.
    func equivalents(of value: Value) -> [Value] {
        let value = operand(value)
        guard content == .parameter else { return [value] }
        switch value {
        case .string(let text):
            if let number = Double(text) { return [value, .double(number)] }
            switch text.lowercased() {
            case "true": return [value, true]
            case "false": return [value, false]
            default: return [value]
            }
        case .int(let number): return [value, .string("\(number)")]
        case .double(let number): return [value, .string("\(number)")]
        default: return [value]
        }
    }
}

/// Which fields expressions can name: those of free records, or those of runs.
enum ExpressionFields: Equatable {
    /// Every name is a field's name.
    case records
    /// The names of MLflow.
    case runs

    /// The field that names stand for.
    func field(_ names: [ExpressionField.Name], column: Int) throws(RegistryError) -> ExpressionField {
        switch self {
        case .records: try Self.recordField(names, column: column)
        case .runs: try Self.runField(names, column: column)
        }
    }

    private static func recordField(
        _ names: [ExpressionField.Name], column: Int
    ) throws(RegistryError) -> ExpressionField {
        let components = names.map(\.text)
        for component in components {
            do throws(RegistryError) {
                try FieldName.validate(component, within: components.joined(separator: "."))
            } catch {
                throw .expression("expected the name of a field; \(error.message)", column: column)
            }
        }
        return ExpressionField(path: try path(components, column: column), content: .any)
    }

    static func path(_ components: [String], column: Int) throws(RegistryError) -> FieldPath {
        let dotted = components.joined(separator: ".")
        do throws(RegistryError) {
            return try FieldPath(dotted)
        } catch {
            throw .expression("expected the name of a field; \(error.message)", column: column)
        }
    }
}
