/// What is asked of a figure.
package enum Target: Equatable, Sendable {
    /// At least so many times as good as the peer's figure.
    case ratio(Double)
    /// As good as this figure: at least this rate, at most this time or this much memory.
    case limit(Figure)

    /// For a table.
    package var text: String {
        switch self {
        case .ratio(let least): ">= \(least.short) x"
        case .limit(let figure): "\(figure.isBetterWhenLarger ? ">=" : "<=") \(figure.text)"
        }
    }

    /// Whether a figure meets it; `nil` when that cannot be told, as of a ratio without a peer.
    package func isMet(by figure: Figure, peer: Figure? = nil) -> Bool? {
        switch self {
        case .ratio(let least): peer.flatMap { figure.ratio(to: $0) }.map { $0 >= least }
        case .limit(let limit): figure.isAsGood(as: limit)
        }
    }
}
