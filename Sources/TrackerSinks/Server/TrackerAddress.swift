import Foundation

/// A tracker's server's address, taken apart.
struct TrackerAddress: Hashable, Sendable, CustomStringConvertible {
    /// `http` or `https`.
    let scheme: String
    /// With its port, where that is not the scheme's own.
    let host: String
    /// What stands before the API's paths: empty, or from a slash and without one at the end.
    let path: String
    /// The user in it, who may be known by a password.
    let user: String?
    /// The password in it.
    let password: String?

    /// Reads an address; `nil` for one that has no host, another scheme, or a query.
    init?(_ text: String) {
        guard text.utf8.count <= 2_048, let parts = URLComponents(string: text.trimmingCharacters(in: .whitespaces)),
            let scheme = parts.scheme?.lowercased(), ["http", "https"].contains(scheme),
            let host = parts.percentEncodedHost, !host.isEmpty, parts.query == nil, parts.fragment == nil
        else { return nil }
        self.scheme = scheme
        let own = scheme == "https" ? 443 : 80
        let port = parts.port.flatMap { $0 == own ? nil : ":\($0)" } ?? ""
        self.host = host.lowercased() + port
        var path = parts.percentEncodedPath
        while path.hasSuffix("/") { path.removeLast() }
        self.path = path
        user = parts.user
        password = parts.password
    }

    /// The address, without a user and a password.
    var description: String { "\(scheme)://\(host)\(path)" }
}
