import BSONCoding
import Foundation
public import RegistryCore

/// The file that says which tokens let somebody in: `tokens.json`, readable by its owner alone.
///
/// It holds no token, only each one's SHA-256 with its name, role and times. It is replaced as a whole, by one program at
/// a time; a running server notices that within a second.
public struct TokenFile: Sendable {
    /// The environment variable that names the file.
    public static let environmentVariable = "LOGGERANDVIEWER_TOKENS"

    /// The most tokens a file holds: 1,000.
    static let most = 1_000

    /// Where it is.
    public let path: String

    let file: SecretFile
    private let sources: AccessSources

    /// A file, which need not be there yet.
    public init(path: String) { self.init(path: path, sources: .system) }

    init(path: String, sources: AccessSources) {
        self.path = path
        self.sources = sources
        file = SecretFile(path: path)
    }

    /// Where the file is unless somebody says otherwise: what the environment variable names, or
    /// `loggerandviewer/tokens.json` in the user's folder of configurations, `$XDG_CONFIG_HOME` or `~/.config`.
    ///
    /// - Parameter environment: the variables. Default: this process's.
    public static func usualPath(environment: [String: String]? = nil) -> String {
        let environment = environment ?? ProcessInfo.processInfo.environment
        if let named = environment[environmentVariable], !named.isEmpty { return named }
        let named = environment["XDG_CONFIG_HOME"] ?? ""
        let home = environment["HOME"] ?? NSHomeDirectory()
        // A relative one counts as none, says who invented the variable.
        return (named.hasPrefix("/") ? named : home + "/.config") + "/loggerandviewer/tokens.json"
    }

    /// The tokens, in the order they were made; none when the file is not there.
    ///
    /// - Throws: ``RegistryError``: `accessDenied` when others may read the file or this process may not, `corruptData` when it is
    ///   malformed, `invalidArgument` for what is no regular file or larger than 1 MB, `unavailable` when it cannot be read.
    public func tokens() throws(RegistryError) -> [AccessToken] {
        guard let bytes = try file.read() else { return [] }
        guard let document = try? Document(json: bytes), document["version"]?.intValue == 1,
            let entries = document["tokens"]?.arrayValue, entries.count <= Self.most
        else { throw malformed }
        let tokens = entries.compactMap { $0.documentValue.flatMap { AccessToken($0) } }
        guard tokens.count == entries.count else { throw malformed }
        return tokens
    }

    /// Makes a token. It is told here and never again.
    ///
    /// - Parameters:
    ///   - role: what its holder may do.
    ///   - name: what it is for. Default: its identifier.
    ///   - days: after how many days it is refused, 1 to 36,500. Default: never.
    /// - Returns: what is kept of it, and the token itself.
    /// - Throws: ``RegistryError``: `invalidArgument` for a name that is none and a number of days that is none,
    ///   `alreadyExists` for a name in use, and what reading and writing the file throws.
    public func create(
        role: AccessRole, name: String? = nil, expiringAfterDays days: Int? = nil
    ) throws(RegistryError) -> (token: AccessToken, secret: String) {
        if let name, !AccessToken.isName(name) {
            throw RegistryError(.invalidArgument, "A token's name has 1 to 64 characters that can be seen.")
        }
        if let days, !(1...36_500).contains(days) {
            throw RegistryError(.invalidArgument, "A token expires after 1 to 36500 days.")
        }
        return try file.locked { () throws(RegistryError) in
            var tokens = try self.tokens()
            guard tokens.count < Self.most else {
                throw RegistryError(.invalidArgument, "There are \(Self.most) tokens. Revoke some first.")
            }
            let taken = Set(tokens.flatMap { [$0.id, $0.name] })
            if let name, taken.contains(name) {
                throw RegistryError(
                    .alreadyExists, "There is a token with the name \(name). Revoke it, or take another name.")
            }
            let secret = Secret(randomBytes: sources.randomBytes)
            let id = try newID(besides: taken)
            let now = sources.now()
            let expires = days.map {
                WallTime(millisecondsSince1970: now.millisecondsSince1970 + Int64($0) * 86_400_000)
            }
            let token = AccessToken(
                id: id, name: name ?? id, role: role, created: now, expires: expires, digest: secret.digest)
            tokens.append(token)
            try write(tokens)
            return (token, secret.token)
        }
    }

    /// Takes a token away from whoever has it.
    ///
    /// - Parameter nameOrID: its name or its identifier.
    /// - Returns: the token that is gone.
    /// - Throws: ``RegistryError`` with `notFound`, and what reading and writing the file throws.
    @discardableResult
    public func revoke(_ nameOrID: String) throws(RegistryError) -> AccessToken {
        try file.locked { () throws(RegistryError) in
            var tokens = try self.tokens()
            guard let index = tokens.firstIndex(where: { $0.id == nameOrID || $0.name == nameOrID }) else {
                // What was typed is not repeated: it may be the token itself.
                throw RegistryError(.notFound, "There is no token with this name or identifier in \(path).")
            }
            let token = tokens.remove(at: index)
            try write(tokens)
            return token
        }
    }

    private func newID(besides taken: Set<String>) throws(RegistryError) -> String {
        for _ in 0..<100 {
            let id = sources.randomBytes(4).map { Hexadecimal.text(of: $0) }.joined()
            if !taken.contains(id) { return id }
        }
        throw RegistryError(.internalFailure, "No free identifier was found for the token.")
    }

    private func write(_ tokens: [AccessToken]) throws(RegistryError) {
        let entries = tokens.map { $0.entry.json() }.joined(separator: ",\n")
        try file.replace(with: Array("{\"version\":1,\"tokens\":[\n\(entries)\n]}\n".utf8))
    }

    private var malformed: RegistryError {
        RegistryError(
            .corruptData,
            "\(path) is no file of tokens, or a damaged one. Move it away and make new tokens with: "
                + "visual-backend token create --role ROLE")
    }
}
