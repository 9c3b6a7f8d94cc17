/// The numbers of an axis.
public struct ValueAxis: Hashable, Sendable {
    /// Where free space is left between the data and the ends of the axis.
    public enum Air: Hashable, Sendable {
        /// At both ends, so that dots at the ends are whole.
        case bothEnds
        /// Above the data only: bars stand on the other end.
        case above
        /// Nowhere.
        case none
    }

    /// How values are spread.
    public var kind: ScaleKind
    /// The smallest and the largest value to be shown; `nil` when there is none.
    public var range: ClosedRange<Double>?
    /// Whether the axis counts something of which there is no half. Default no.
    public var isWhole: Bool
    /// Where free space is left. Default at both ends.
    public var air: Air
    /// Whether it begins at the other end: a vertical axis with its smallest number on top, as rows are counted. Default
    /// no.
    public var isReversed: Bool
    /// With which axes of other charts it may have a common range. Default with all whose numbers are spread in the same
    /// way; a chart that paints by anything else than its layout's axes must say ``AxisSharing/never``.
    public var sharing: AxisSharing

    /// Where the labelled ticks stand, such as at the few values that there are; those without room have no label.
    /// Empty, which is the default, for round numbers. An axis of time or of durations always has round ones: their labels are
    /// dates and units.
    public var ticks: [Double]

    /// An axis of numbers.
    public init(
        _ kind: ScaleKind = .linear, showing range: ClosedRange<Double>?, isWhole: Bool = false, air: Air = .bothEnds,
        isReversed: Bool = false, sharing: AxisSharing = .numbers, ticks: [Double] = []
    ) {
        self.kind = kind
        self.range = range
        self.isWhole = isWhole
        self.air = air
        self.isReversed = isReversed
        self.sharing = sharing
        self.ticks = ticks
    }

    /// Where the ticks stand that the axis is to have instead of round numbers; empty for those.
    var ownTicks: [Double] { kind.writesNumbers ? ticks : [] }

    /// The scale, when so much of the axis is to be left free at an end.
    func scale(air part: Double) -> Scale {
        switch air {
        case .bothEnds: return Scale(kind, showing: range, air: part)
        case .none: return Scale(kind, showing: range)
        case .above:
            let whole = Scale(kind, showing: range, air: part)
            let tight = Scale(kind, showing: range)
            return Scale(kind, showing: tight.lower...max(whole.upper, tight.upper))
        }
    }
}
