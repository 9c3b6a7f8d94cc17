import EventFiles

/// What one pass of a reader gives.
struct Reading {
    struct Key: Hashable {
        let run: String
        let tag: String
    }

    /// Pairs of step and value.
    private(set) var scalars: [Key: [[Double]]] = [:]
    private(set) var values: [LoggedEntry] = []
    private(set) var tags: [String: LoggedTag] = [:]
    private(set) var reports: [LogReport] = []
    private(set) var runs: [String] = []
    private var tagNames: [String: [String]] = [:]
    private var valueRuns: [LoggedEntry: String] = [:]

    var isEmpty: Bool { scalars.isEmpty && values.isEmpty && reports.isEmpty }

    func tagName(_ value: LoggedEntry) -> String {
        valueRuns[value].flatMap { tagNames[$0] }?[value.tag] ?? ""
    }

    init(_ reader: LogDirectoryReader) throws {
        while let batch = try reader.nextBatch() {
            for scalar in batch.scalars {
                let key = Key(run: batch.run, tag: batch.tags[scalar.tag].name)
                scalars[key, default: []].append([Double(scalar.step), scalar.value])
            }
            if runs.last != batch.run { runs.append(batch.run) }
            values += batch.values
            for value in batch.values { valueRuns[value] = batch.run }
            tagNames[batch.run] = batch.tags.map(\.name)
            reports += batch.reports
            for tag in batch.tags { tags[tag.name] = tag }
        }
    }
}

extension [Reading.Key: [[Double]]] {
    subscript(run: String, tag: String) -> [[Double]]? { self[Reading.Key(run: run, tag: tag)] }
}
