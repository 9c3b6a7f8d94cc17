import RegistryCore

extension VisualBackendConfiguration {
    /// Refuses a port that is none.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument`.
    func checkPort() throws(RegistryError) {
        guard (0...65_535).contains(port) else {
            throw RegistryError(.invalidArgument, "A port is a number from 0 to 65535; \(port) is not.")
        }
    }

    /// Refuses an address that others could reach while nobody would be asked for a token.
    ///
    /// - Parameter tokenCount: how many tokens let somebody in.
    /// - Throws: ``RegistryError`` with `invalidArgument`.
    func checkAddress(tokenCount: Int) throws(RegistryError) {
        guard tokenCount == 0 else { return }
        let remedy =
            "Make a token with: visual-backend token create --role admin"
            + (tokenFile.map { " (they are kept in \($0))." } ?? ", and name its file.")
        guard Self.isLoopback(host) else {
            throw RegistryError(
                .invalidArgument,
                "\(host) may be reached from other machines, and there is no token that would keep anybody out. "
                    + remedy + " Or listen on 127.0.0.1.")
        }
        guard !requiresToken else {
            throw RegistryError(.invalidArgument, "A token is required, and there is none. " + remedy)
        }
    }

    /// Whether an address is reached from this machine only.
    static func isLoopback(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let isIPv4 = parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
        return host == "localhost" || host == "::1" || (isIPv4 && parts[0] == "127")
    }
}
