/// What has not reached one sink of a logger.
public struct DeliveryDebt: Sendable {
    /// The sink: `CSV`, `TensorBoard`, `registry`.
    public var sink: String
    /// Records that were waiting when the logger gave up.
    public var undelivered: Int
    /// Records that found no room in the journal, or were damaged in it.
    public var lost: Int
    /// Records that the sink can never take.
    public var rejected: Int
    /// What the sink failed with last.
    public var failure: (any Error)?

    /// Whether everything arrived, and the sink was finished.
    var isSettled: Bool { undelivered == 0 && lost == 0 && rejected == 0 && failure == nil }

    /// The debt in one sentence.
    public var sentence: String {
        let counts = [(undelivered, "not delivered"), (lost, "lost"), (rejected, "refused")]
            .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        let cause = failure.map { ": \(LogProblem.text(of: $0))" } ?? "."
        return counts.isEmpty ? "\(sink): not finished\(cause)" : "\(sink): \(counts.joined(separator: ", "))\(cause)"
    }
}
