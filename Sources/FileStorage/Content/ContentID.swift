import BSONCoding
public import RegistryCore

/// What names bytes by themselves: their SHA-256.
public struct ContentID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    public let hexadecimal: String

    /// - Throws: ``RegistryCore/RegistryError`` with `invalidArgument` for anything but 64 hexadecimal digits.
    public init(_ text: String) throws(RegistryError) {
        guard let id = ContentID(ifID: text.lowercased()) else {
            throw RegistryError(
                .invalidArgument, "\"\(ShownText.of(text, atMost: 70))\" is no SHA-256: 64 hexadecimal digits.")
        }
        self = id
    }

    init?(ifID text: String) {
        guard Hexadecimal.isText(text.utf8, ofDigits: 64) else { return nil }
        hexadecimal = text
    }

    /// The digits.
    public var description: String { hexadecimal }

    /// In the order of the digits.
    public static func < (left: ContentID, right: ContentID) -> Bool { left.hexadecimal < right.hexadecimal }
}
