public import RegistryCore

/// A key of S3 and its secret. Neither its description nor its mirror shows the secret.
public struct S3Credentials: Sendable, Equatable {
    /// The key's name (`AKIA…`).
    public let accessKey: String
    let secret: String
    let token: String?
    /// When a temporary key ends; `nil` for one that does not.
    public let expires: WallTime?

    /// Makes some.
    ///
    /// - Parameters:
    ///   - token: the session's token, for a temporary key. Default: none.
    ///   - expires: when the key ends. Default: never.
    /// - Throws: ``RegistryCore/RegistryError`` with `invalidArgument` when one is empty or cannot be sent. The message shows none.
    public init(
        accessKey: String, secret: String, token: String? = nil, expires: WallTime? = nil
    ) throws(RegistryError) {
        for (name, value) in [("access key", accessKey), ("secret key", secret), ("session token", token ?? "-")] {
            guard !value.isEmpty, value.utf8.count <= 16_384, value.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
            else {
                throw RegistryError(
                    .invalidArgument, "What stands in place of the \(name) is empty or has characters that none has.")
            }
        }
        self.accessKey = accessKey
        self.secret = secret
        self.token = token
        self.expires = expires
    }

    /// A text in which these are not seen any more, should a server have repeated them.
    func redact(_ text: String) -> String {
        var text = text
        for part in [secret, token, accessKey].compactMap({ $0 }) where part.count >= 4 {
            text = text.split(separator: part, omittingEmptySubsequences: false).joined(separator: "…")
        }
        return text
    }
}

extension S3Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The first letters of the key's name.
    public var description: String { "\(accessKey.prefix(4))…" }
    /// The same.
    public var debugDescription: String { description }
    /// Nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
