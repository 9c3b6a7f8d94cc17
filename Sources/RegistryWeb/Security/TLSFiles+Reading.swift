import FileFaults
import NIOSSL
import RegistryCore

extension TLSFiles {
    /// The largest file: 1 MiB.
    private static let mostBytes = 1 << 20

    /// Reads the certificate and its key. TLS before 1.2 is not spoken.
    ///
    /// - Throws: ``RegistryError`` that names the file: `invalidArgument` when it is no regular file, or none of what it is taken for,
    ///   `notFound` when it is not there, `accessDenied` when it may not be read, `unavailable` when it cannot be, `timedOut` for a pipe that
    ///   was given open and did not end.
    func configuration() throws(RegistryError) -> TLSConfiguration {
        let chain = try Self.reading(certificate, as: "a certificate in PEM") {
            try NIOSSLCertificate.fromPEMBytes(try GivenFile(certificate, mostBytes: Self.mostBytes).bytes)
        }
        guard !chain.isEmpty else {
            throw RegistryError(.invalidArgument, "There is no certificate in PEM in \(certificate).")
        }
        let privateKey = try Self.reading(key, as: "a private key in PEM, without a password") {
            try NIOSSLPrivateKey(bytes: try GivenFile(key, mostBytes: Self.mostBytes).bytes, format: .pem)
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(privateKey))
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        return try Self.reading(key, as: "the private key of \(certificate)") {
            // Says now whether the two belong together, not with the first connection.
            _ = try NIOSSLContext(configuration: configuration)
            return configuration
        }
    }

    private static func reading<Result>(
        _ path: String, as what: String, _ work: () throws -> Result
    ) throws(RegistryError) -> Result {
        do {
            return try work()
        } catch let error as GivenFileError {
            throw RegistryError(error, of: "The file of \(what), \(path),")
        } catch {
            throw RegistryError(.invalidArgument, "\(path) cannot be used as \(what).", underlying: error)
        }
    }
}
