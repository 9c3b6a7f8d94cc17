/// Where a run has what Aim keeps of a sequence.
struct AimTracePlace: Hashable, Sendable {
    let context: Int64
    let name: String
}
