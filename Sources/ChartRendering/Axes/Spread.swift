import Foundation

/// What a scale measures its distances in.
enum Spread: Hashable, Sendable {
    case even
    case logarithm
    case symmetric(SymmetricLogarithm)

    @inline(__always)
    func place(of value: Double) -> Double {
        switch self {
        // A half, because the difference of the largest numbers has no finite value.
        case .even: value / 2
        case .logarithm: log10(value)
        case .symmetric(let transformation): transformation.place(of: value)
        }
    }

    func value(at place: Double) -> Double {
        switch self {
        case .even: place * 2
        case .logarithm: pow(10, place)
        case .symmetric(let transformation): transformation.value(at: place)
        }
    }
}
