import Foundation

/// How opaque a pixel is that so many dots cover.
enum DotOpacity: Hashable, Sendable {
    /// Dots lie over each other like glass of this opacity.
    case glass(Double)
    /// The opacity grows with the logarithm of the number of dots, up to 1 where there are most.
    case adaptive

    /// The opacity of a single dot among any crowd.
    static let least = 0.45

    /// The opacity for a number of dots, as a function of it, when the most on any pixel is `most`.
    func curve(most: Double) -> (Double) -> Double {
        switch self {
        case .glass(let opacity):
            let rest = 1 - min(max(opacity, 0), 1)
            return { 1 - pow(rest, $0) }
        case .adaptive:
            let doublings = log2(max(most, 1))
            let single = DotOpacity.single(doublings)
            guard doublings > 0 else { return { min($0, 1) * single } }
            return { count in
                count <= 1 ? count * single : single + (1 - single) * min(log2(count) / doublings, 1)
            }
        }
    }

    /// About the opacity of a single dot among so many in a usual cloud, which is known before they are painted.
    func usualSingle(among count: Int) -> Double {
        switch self {
        case .glass(let opacity): min(max(opacity, 0), 1)
        // In a cloud of thousands about each three hundredth lies on the pixel that has most.
        case .adaptive: DotOpacity.single(log2(1 + Double(max(0, count - 1)) / 300))
        }
    }

    private static func single(_ doublings: Double) -> Double { max(least, 0.9 / (1 + 0.22 * doublings)) }
}
