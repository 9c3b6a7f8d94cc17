import BSONCoding

/// The identifier of a run: a UUID of version 7 as 32 lower-case hexadecimal digits.
///
/// The leading 48 bits are the milliseconds since 1970, so that identifiers sort by the time of their making; the form
/// is the one MLflow's runs have. (RFC 9562, section 5.7.) Runs that come from elsewhere and have a name there have one
/// of version 8, which is made of that name.
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

    /// The identifier made of a name, the same in every process: a UUID of version 8 (RFC 9562, section 5.8), whose 122
    /// free bits are a hash that guards against mistakes, not against an attacker (see ``FNV1a``).
    package init(hashing name: some Collection<UInt8>) {
        var high = FNV1a()
        high.combine(name)
        var low = high
        low.combine(CollectionOfOne(0))
        low.combine(name)
        description =
            Hexadecimal.text(of: high.digest & 0xFFFF_FFFF_FFFF_0FFF | 0x8000)
            + Hexadecimal.text(of: low.digest & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
    }

    /// Identifiers made earlier come first.
    public static func < (left: RunID, right: RunID) -> Bool { left.description < right.description }
}
