/// The files of a certificate, in PEM.
public struct TLSFiles: Sendable {
    /// The certificate, followed by those that vouch for it.
    public var certificate: String

    /// The certificate's private key, without a password.
    public var key: String

    /// The files' paths.
    public init(certificate: String, key: String) {
        self.certificate = certificate
        self.key = key
    }
}
