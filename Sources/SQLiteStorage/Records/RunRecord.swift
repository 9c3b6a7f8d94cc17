import RegistryCore

/// The stored record of a run during a call that writes to the run.
struct RunRecord {
    private let run: RunID
    private let stored: Document
    private let number: Int64
    private let records: RecordTable
    private var changed: Document

    /// The record of a run.
    ///
    /// - Throws: ``RegistryError`` with `notFound` when there is none.
    init(of run: RunID, in session: SQLSession) throws {
        guard let records = try RecordTable(.runs, in: session), let row = try records.row(of: RecordID(run)) else {
            throw RegistryError(.notFound, "There is no run \(run). Create the run before logging to it.")
        }
        self.run = run
        self.records = records
        stored = row.record
        number = row.number
        changed = row.record
    }

    /// The summary of a metric; `nil` for a new one.
    ///
    /// - Throws: ``RegistryError`` with `corruptData` when it cannot be read.
    func summary(of metric: String) throws(RegistryError) -> MetricSummary? {
        guard let stored = changed[path: Self.path(metric)] else { return nil }
        guard let summary = stored.documentValue.flatMap(MetricSummary.init(document:)) else {
            throw RegistryError(.corruptData, "The run \(run) has no usable field \"\(Self.path(metric))\".")
        }
        return summary
    }

    /// Sets the summary of a metric.
    mutating func set(_ summary: MetricSummary, of metric: String) throws(RegistryError) {
        changed = try RecordChange(set: [Self.path(metric): .document(summary.document)]).applied(
            to: changed, in: .runs)
    }

    /// Stores what was set.
    func save() throws {
        if changed != stored { try records.replace(stored, number: number, by: changed) }
    }

    private static func path(_ metric: String) -> FieldPath {
        FieldPath(components: ["metrics", FieldName.escaped(metric)])
    }
}
