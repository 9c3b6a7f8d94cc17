/// A value of a sequence on its way.
struct AimPoint: Sendable {
    /// The entry that it is of.
    let sequence: Int64
    let step: Int64
    let epoch: Int64?
    /// Seconds since 1970.
    let time: Double
    let value: AimValue
}
