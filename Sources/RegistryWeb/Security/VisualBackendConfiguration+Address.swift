import RegistryCore

extension VisualBackendConfiguration {
    /// Refuses an address that others could reach, unless that was asked for.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument`.
    func checkAddress() throws(RegistryError) {
        guard (0...65_535).contains(port) else {
            throw RegistryError(.invalidArgument, "A port is a number from 0 to 65535; \(port) is not.")
        }
        guard allowsRemoteAccess || Self.isLoopback(host) else {
            throw RegistryError(
                .invalidArgument,
                "\(host) may be reached from other machines, and whoever reaches the port can read everything. "
                    + "Use 127.0.0.1, or say --insecure-allow-remote if that is what you want.")
        }
    }

    /// Whether an address is reached from this machine only.
    static func isLoopback(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let isIPv4 = parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
        return host == "localhost" || host == "::1" || (isIPv4 && parts[0] == "127")
    }
}
