import Crypto
import Synchronization

/// Remembers the key of the day: deriving it takes four hashes, as much as the rest of a signature.
final class SigningKeys: Sendable {
    private struct Name: Equatable {
        var secret: String
        var day: String
        var region: String
        var service: String
    }

    private let last = Mutex<(name: Name, key: SymmetricKey)?>(nil)

    func key(secret: String, day: String, region: String, service: String) -> SymmetricKey {
        let name = Name(secret: secret, day: day, region: region, service: service)
        return last.withLock { last in
            if let last, last.name == name { return last.key }
            var key = SymmetricKey(data: Array("AWS4\(secret)".utf8))
            for part in [day, region, service, "aws4_request"] {
                key = SymmetricKey(data: HMAC<Crypto.SHA256>.authenticationCode(for: Array(part.utf8), using: key))
            }
            last = (name, key)
            return key
        }
    }
}
