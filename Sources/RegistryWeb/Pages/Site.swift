/// What all pages of one server share.
struct Site: Sendable {
    /// The store in use, without credentials.
    let storeName: String
    /// The version of the browser's files.
    let assetVersion: String
    /// Whether the server speaks TLS itself.
    let usesTLS: Bool
}
