import RegistryCore

/// The stored record of a run during a call that writes to the run.
struct RunRecord {
    private let run: RunID
    private let stored: Document
    private let number: Int64
    private let records: RecordTable
    /// The field `metrics`, and where in it each metric stands: a run may have thousands, and each is asked for.
    private var metrics: [Document.Element]
    private var places: [ExactName: Int] = [:]
    private var isChanged = false

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
        metrics = Array(row.record["metrics"]?.documentValue ?? [:])
        for (place, metric) in metrics.enumerated() { places[ExactName(metric.key)] = place }
    }

    /// The summary of a metric; `nil` for a new one.
    ///
    /// - Throws: ``RegistryError`` with `corruptData` when it cannot be read.
    func summary(of metric: String) throws(RegistryError) -> MetricSummary? {
        guard let place = place(of: metric) else { return nil }
        guard let summary = metrics[place].value.documentValue.flatMap(MetricSummary.init(document:)) else {
            throw RegistryError(
                .corruptData, "The run \(run) has no usable field \"metrics.\(FieldName.escaped(metric))\".")
        }
        return summary
    }

    /// Sets the summary of a metric.
    mutating func set(_ summary: MetricSummary, of metric: String) {
        isChanged = true
        let value = Value.document(summary.document)
        if let place = place(of: metric) {
            metrics[place].value = value
        } else {
            places[ExactName(FieldName.escaped(metric))] = metrics.count
            metrics.append((FieldName.escaped(metric), value))
        }
    }

    /// Stores what was set.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` when the run's record becomes larger than a record may be.
    func save() throws {
        guard isChanged else { return }
        let change = RecordChange(set: [FieldPath(components: ["metrics"]): .document(Document(distinct: metrics))])
        try records.replace(stored, number: number, by: change.applied(to: stored, in: .runs))
    }

    /// Where a metric stands.
    private func place(of metric: String) -> Int? { places[ExactName(FieldName.escaped(metric))] }
}
