import RegistryCore

/// The list of runs as comma-separated values: the run's identifier, its name and the columns, a row for each run.
struct RunsCSV {
    /// The most runs in one file: 10,000.
    static let mostRuns = 10_000

    private(set) var text = ""
    private let fields: [RunField]
    private let now: WallTime

    /// - Parameter hasHead: whether a line with the names of the columns comes first. Default: it does.
    init(columns: [RunField], now: WallTime, hasHead: Bool = true) {
        fields = [.id, .name] + columns.filter { $0 != .id }
        self.now = now
        if hasHead { append(fields.map { Self.quoted($0.text) }) }
    }

    /// Adds a row for each run that can be read.
    mutating func append(_ runs: [ListedRun]) {
        for run in runs.compactMap(\.run) { append(fields.map { Self.cell($0.value(of: run, at: now)) }) }
    }

    private mutating func append(_ cells: [String]) { text += cells.joined(separator: ",") + "\r\n" }

    private static func cell(_ value: Value?) -> String {
        switch value {
        case nil, .null: ""
        case .int(let number): String(number)
        case .double(let number): number.isFinite ? "\(number)" : number.jsonName
        case .bool(let value): value ? "true" : "false"
        case .date(let time): quoted(time.description)
        case .string(let text): quoted(text)
        case let value?: quoted(value.json())
        }
    }

    /// A text that a spreadsheet would take for a formula begins with an apostrophe.
    private static func quoted(_ text: String) -> String {
        let isFormula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
        // By scalars: a quotation mark with a combining accent is another character, and ends the cell all the same.
        var result = String.UnicodeScalarView(isFormula ? "\"'".unicodeScalars : "\"".unicodeScalars)
        for scalar in text.unicodeScalars {
            result.append(scalar)
            if scalar == "\"" { result.append(scalar) }
        }
        result.append("\"")
        return String(result)
    }
}
