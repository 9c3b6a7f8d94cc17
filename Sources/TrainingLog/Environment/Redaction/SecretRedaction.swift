/// Takes secrets out of text that is going to be stored where others read it.
///
/// It knows private keys in PEM form, access tokens of well-known shapes, users and passwords in URLs, the token after
/// `Bearer`, and values that are called secrets. It is a net, no proof: a password without a name beside it is a word
/// like any other. The time it takes grows with the length of the text alone, whatever the text is.
package enum SecretRedaction {
    /// What stands in a secret's place.
    static let mark = Array("[redacted]".utf8)

    /// The text without its secrets.
    package static func redact(_ text: String) -> String {
        String(decoding: redact(Array(text.utf8)), as: UTF8.self)
    }

    /// The bytes of a text, of which nothing is expected, without its secrets.
    static func redact(_ bytes: [UInt8]) -> [UInt8] { redact(bytes, while: { true }) }

    /// The bytes of a text without its secrets, as many lines as there is time for.
    ///
    /// - Parameter hasTime: Asked before every line; the text ends where there is no time left.
    static func redact(_ bytes: [UInt8], while hasTime: () -> Bool) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var block = PrivateKeyBlock()
        var start = 0
        while start < bytes.count, hasTime() {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            let line = Array(bytes[start..<end])
            append(line, without: block.secrets(in: line) + secrets(in: line), to: &result)
            if end < bytes.count { result.append(UInt8(ascii: "\n")) }
            start = end + 1
        }
        return result
    }

    private static func secrets(in line: [UInt8]) -> [Range<Int>] {
        let credentials = URLCredentials.secrets(in: line)
        // `https://x-token:secret@host`: the host is no part of what is called a token.
        var rest = credentials[...]
        let named = NamedSecret.secrets(in: line).filter { secret in
            rest = rest.drop { $0.upperBound <= secret.lowerBound }
            return rest.first?.contains(secret.lowerBound) != true
        }
        return TokenShape.secrets(in: line) + credentials + named + BearerToken.secrets(in: line)
    }

    /// Ranges that overlap or touch are one secret.
    private static func append(_ line: [UInt8], without secrets: [Range<Int>], to result: inout [UInt8]) {
        var position = 0
        var isAfterMark = false
        for secret in secrets.sorted(by: { $0.lowerBound < $1.lowerBound }) where secret.upperBound > position {
            if secret.lowerBound > position || !isAfterMark {
                if secret.lowerBound > position { result += line[position..<secret.lowerBound] }
                result += mark
            }
            position = secret.upperBound
            isAfterMark = true
        }
        result += line[position...]
    }
}
