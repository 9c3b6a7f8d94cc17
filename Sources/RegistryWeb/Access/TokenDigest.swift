import RegistryCore

/// What is kept of a secret: its SHA-256.
///
/// Passwords need a slow hash with salt, because people choose them and they can be guessed. A token is 32 random bytes:
/// there is nothing to guess faster, and one round of SHA-256 is enough.
struct TokenDigest: Hashable, Sendable {
    /// 64 lower-case hexadecimal digits.
    let hexadecimal: String

    init(of secret: String) { hexadecimal = SHA256.hexadecimalDigest(of: Array(secret.utf8)) }

    /// A digest as it was written; `nil` for text that is none.
    init?(hexadecimal text: String) {
        guard Secret.isHexadecimal(text) else { return nil }
        hexadecimal = text
    }

    /// Whether two digests are the same, in a time that does not depend on where they differ.
    func isSame(as other: TokenDigest) -> Bool {
        zip(hexadecimal.utf8, other.hexadecimal.utf8).reduce(UInt8(0)) { $0 | $1.0 ^ $1.1 } == 0
    }
}
