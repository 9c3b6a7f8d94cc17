/// What a tracking server knows its users by. It is in no message and no description.
public enum MLflowCredentials: Hashable, Sendable {
    /// The server asks nobody.
    case none
    /// A token, sent as `Authorization: Bearer …`.
    case token(String)
    /// A name and a password, sent as `Authorization: Basic …`.
    case user(String, password: String)

    /// What may be in no message.
    var secrets: [String] {
        switch self {
        case .none: []
        case .token(let token): [token]
        case .user(_, let password): [password]
        }
    }
}

extension MLflowCredentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The kind.
    public var description: String {
        switch self {
        case .none: "no credentials"
        case .token: "a token"
        case .user: "a user and a password"
        }
    }

    /// The kind.
    public var debugDescription: String { description }

    /// Nothing: what is dumped ends in logs.
    public var customMirror: Mirror { Mirror(self, children: [], displayStyle: .enum) }
}
