import BSONCoding
public import RegistryCore

/// What the server knows of a token: all but the token.
public struct AccessToken: Sendable {
    /// Eight hexadecimal digits that name it in lists.
    public let id: String

    /// What it is for, as whoever made it said; its ``id`` when nothing was said. No two tokens have the same.
    public let name: String

    /// What its holder may do.
    public let role: AccessRole

    /// When it was made.
    public let created: WallTime

    /// From when on it is refused; `nil` for one that does not expire.
    public let expires: WallTime?

    let digest: TokenDigest

    /// Whether it is refused at a moment because of its age.
    public func isExpired(at moment: WallTime) -> Bool { expires.map { moment >= $0 } ?? false }
}

extension AccessToken {
    /// Reads a token from its entry in the file; `nil` when something is missing or malformed.
    init?(_ entry: Document) {
        guard let id = entry["id"]?.stringValue, Self.isID(id), let name = entry["name"]?.stringValue,
            Self.isName(name), let role = entry["role"]?.stringValue.flatMap({ AccessRole(rawValue: $0) }),
            let created = entry["created"]?.stringValue.flatMap({ WallTime(iso8601: $0) }),
            let digest = entry["sha256"]?.stringValue.flatMap({ TokenDigest(hexadecimal: $0) })
        else { return nil }
        switch entry["expires"] {
        case nil, .null: expires = nil
        case .string(let text)?:
            guard let moment = WallTime(iso8601: text) else { return nil }
            expires = moment
        // An end that cannot be read must not become none.
        default: return nil
        }
        (self.id, self.name, self.role, self.created, self.digest) = (id, name, role, created, digest)
    }

    /// The token's entry in the file.
    var entry: Document {
        [
            "id": .string(id), "name": .string(name), "role": .string(role.rawValue),
            "created": .string(created.description), "expires": expires.map { .string($0.description) } ?? .null,
            "sha256": .string(digest.hexadecimal),
        ]
    }

    static func isID(_ text: String) -> Bool {
        Hexadecimal.isText(text.utf8, ofDigits: 8)
    }

    /// Whether text can name a token: 1 to 64 characters that can be seen, without spaces around them.
    static func isName(_ text: String) -> Bool {
        (1...64).contains(text.unicodeScalars.count) && text.first != " " && text.last != " "
            && text.unicodeScalars.allSatisfy { scalar in
                switch scalar.properties.generalCategory {
                case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
                default: true
                }
            }
    }
}
