/// A sequence that points go to.
struct AimTarget: Hashable, Sendable {
    let series: AimSeries
    let kind: AimSequenceKind
}
