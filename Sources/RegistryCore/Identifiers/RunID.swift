import BSONCoding

/// The identifier of a run: a UUID of version 7 as 32 lower-case hexadecimal digits.
///
/// The leading 48 bits are the milliseconds since 1970, so that identifiers sort by the time of their making; the form
/// is the one MLflow's runs have. (RFC 9562, section 5.7.)
public struct RunID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// 32 lower-case hexadecimal digits.
    public let description: String

    /// Reads 32 hexadecimal digits, upper or lower case; `nil` for anything else.
    public init?(_ text: String) {
        guard text.utf8.count == 32, text.utf8.allSatisfy({ Hexadecimal.value(of: $0) != nil }) else { return nil }
        description = text.lowercased()
    }

    /// A new identifier.
    ///
    /// - Parameters:
    ///   - time: the moment it is to sort by; milliseconds outside 48 bits are clamped.
    ///   - generator: where the 74 random bits come from.
    public init(time: WallTime, using generator: inout some RandomNumberGenerator) {
        let milliseconds = UInt64(max(0, min(time.millisecondsSince1970, 0xFFFF_FFFF_FFFF)))
        let high = milliseconds << 16 | 0x7000 | generator.next() & 0x0FFF
        let low = 0x8000_0000_0000_0000 | generator.next() & 0x3FFF_FFFF_FFFF_FFFF
        description = Hexadecimal.text(of: high) + Hexadecimal.text(of: low)
    }

    /// Identifiers made earlier come first.
    public static func < (left: RunID, right: RunID) -> Bool { left.description < right.description }
}
