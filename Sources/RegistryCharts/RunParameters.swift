import ChartRendering
import RegistryCore

/// The parameters of runs as axes have them: those within a parameter by their dotted names, `null` as missing.
struct RunParameters {
    /// A parameter deeper than this stays text: nobody compares runs by it.
    private static let mostLevels = 8

    /// The parameters of each run.
    private let rows: [[String: Value]]
    /// The names of all of them.
    let names: Set<String>

    init(_ runs: [Run]) {
        rows = runs.map { run in
            var row: [String: Value] = [:]
            for (name, value) in run.parameters { Self.add(value, name, level: 1, to: &row) }
            // A name that has its dots itself is that parameter, whatever is within another one.
            for (name, value) in run.parameters where value.documentValue == nil && !value.isNull { row[name] = value }
            return row
        }
        // A parameter that is null in every run is still one that they have.
        names = Set(rows.flatMap(\.keys)).union(runs.flatMap { $0.parameters.filter(\.value.isNull).keys })
    }

    private static func add(_ value: Value, _ name: String, level: Int, to row: inout [String: Value]) {
        guard !value.isNull else { return }
        guard let fields = value.documentValue, !fields.isEmpty, level < mostLevels else {
            row[name] = value
            return
        }
        for (key, field) in fields { add(field, "\(name).\(key)", level: level + 1, to: &row) }
    }

    /// The names of those that not all runs have with the same value.
    var differing: [String] {
        names.sorted().filter { name in Set(rows.map { $0[name] ?? .null }).count > 1 }
    }

    /// A parameter's axis: of numbers where all values are numbers, else of names.
    func axis(of name: String) -> ParallelAxis {
        let values = rows.map { $0[name] }
        if values.allSatisfy({ $0 == nil || $0?.numberValue != nil }) {
            return ParallelAxis(name, numbers: values.map { $0?.numberValue })
        }
        return ParallelAxis(name, categories: values.map { $0.map { $0.stringValue ?? $0.json() } })
    }
}
