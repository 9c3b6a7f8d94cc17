/// What was measured, with its unit: a rate, a time, or an amount of memory.
package enum Figure: Equatable, Sendable {
    case perSecond(Double)
    case microseconds(Double)
    case milliseconds(Double)
    case megabytes(Double)

    /// With its unit, for a table.
    package var text: String {
        switch self {
        case .perSecond(let rate): "\(rate.grouped)/s"
        case .microseconds(let time): "\(time.short) us"
        case .milliseconds(let time): "\(time.short) ms"
        case .megabytes(let size): "\(size.short) MB"
        }
    }

    /// Whether more is better, as of a rate; of times and memory less is.
    var isBetterWhenLarger: Bool {
        if case .perSecond = self { true } else { false }
    }

    /// How many times as good as another figure of its kind; larger is better, whatever is measured.
    ///
    /// `nil` when the kinds differ, or when what it would be divided by is zero.
    package func ratio(to other: Figure) -> Double? {
        guard let (own, other) = amounts(with: other) else { return nil }
        let (above, below) = isBetterWhenLarger ? (own, other) : (other, own)
        return below > 0 ? above / below : nil
    }

    /// Whether it is at least as good as another figure of its kind; `nil` when the kinds differ.
    func isAsGood(as other: Figure) -> Bool? {
        amounts(with: other).map { isBetterWhenLarger ? $0 >= $1 : $0 <= $1 }
    }

    /// Both in the same unit, if they can be.
    private func amounts(with other: Figure) -> (Double, Double)? {
        switch (self, other) {
        case (.perSecond(let own), .perSecond(let other)), (.microseconds(let own), .microseconds(let other)),
            (.milliseconds(let own), .milliseconds(let other)), (.megabytes(let own), .megabytes(let other)):
            (own, other)
        case (.milliseconds(let own), .microseconds(let other)): (own * 1_000, other)
        case (.microseconds(let own), .milliseconds(let other)): (own, other * 1_000)
        default: nil
        }
    }
}
