/// One number for a series of the run.
struct SystemMeasurement: Hashable, Sendable {
    /// The series' name, under `system/`, with its unit.
    var name: String
    /// The number; always finite.
    var value: Double
}
