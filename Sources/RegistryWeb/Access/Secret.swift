import BSONCoding

/// A secret of 32 random bytes: a token or the name of a session. It shows itself to nobody who prints or logs it.
struct Secret: Sendable {
    /// How many random bytes a secret has.
    static let byteCount = 32

    /// What tokens begin with, so that people and scanners know one where it does not belong.
    static let tokenPrefix = "lav_"

    /// 64 hexadecimal digits.
    private let digits: String

    /// - Parameter randomBytes: gives as many random bytes as it is asked for.
    init(randomBytes: (Int) -> [UInt8]) {
        digits = randomBytes(Self.byteCount).map { Hexadecimal.text(of: $0) }.joined()
    }

    /// A token as its holder sends it; `nil` for text that cannot be one.
    init?(token text: some StringProtocol) {
        guard text.hasPrefix(Self.tokenPrefix) else { return nil }
        self.init(digits: String(text.dropFirst(Self.tokenPrefix.count)))
    }

    /// A session's name as a cookie holds it; `nil` for text that cannot be one.
    init?(digits text: String) {
        guard Self.isHexadecimal(text) else { return nil }
        digits = text
    }

    /// The secret as a token. For its holder alone.
    var token: String { Self.tokenPrefix + digits }

    /// The secret as the value of a cookie. For its holder alone.
    var cookieValue: String { digits }

    /// What may be kept.
    var digest: TokenDigest { TokenDigest(of: digits) }

    /// Whether text is 64 lower-case hexadecimal digits.
    static func isHexadecimal(_ text: String) -> Bool {
        Hexadecimal.isText(text.utf8, ofDigits: 2 * byteCount)
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var description: String { "a secret" }

    var debugDescription: String { description }

    var customMirror: Mirror { Mirror(self, children: []) }
}
