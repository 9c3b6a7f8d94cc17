import Hummingbird

/// Refuses requests that name another host than this server.
///
/// A web page can make its own name point to 127.0.0.1 and then read the answers ("DNS rebinding"); the name it uses
/// is not one of ours.
struct HostCheck: Sendable {
    private let names: Set<String>

    /// - Parameters:
    ///   - boundHost: the address the server listens on.
    ///   - names: further names it is known by.
    init(boundHost: String, names: [String]) {
        var all: Set<String> = ["localhost", "127.0.0.1", "::1"]
        for name in names + [boundHost] { all.insert(Self.normalised(name)) }
        // These mean "every address of this machine" and name none.
        all.subtract(["0.0.0.0", "::"])
        self.names = all
    }

    /// - Throws: ``RequestRefusal``.
    func check(_ request: Request) throws(RequestRefusal) {
        guard let authority = request.head.authority, let host = Self.host(of: authority), names.contains(host) else {
            throw RequestRefusal(
                .misdirected,
                "The request names a host that is not this server's. Use http://localhost or the address it listens on, "
                    + "or start the server with --host-name NAME.")
        }
    }

    /// The host in `host:port`; `nil` for anything that is not one.
    static func host(of authority: String) -> String? {
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]"), isPort(authority[authority.index(after: end)...]) else {
                return nil
            }
            return normalised(String(authority[authority.index(after: authority.startIndex)..<end]))
        }
        guard let colon = authority.firstIndex(of: ":") else { return authority.isEmpty ? nil : normalised(authority) }
        guard isPort(authority[colon...]), colon > authority.startIndex else { return nil }
        return normalised(String(authority[..<colon]))
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.isEmpty
            || (text.utf8.first == UInt8(ascii: ":") && text.utf8.count <= 6
                && text.utf8.dropFirst().allSatisfy { (48...57).contains($0) })
    }

    /// Lower case, without the dot that may end a full name.
    private static func normalised(_ name: String) -> String {
        let lowered = name.lowercased()
        return lowered.hasSuffix(".") ? String(lowered.dropLast()) : lowered
    }
}
