/// A part of a large file that the server has.
struct UploadPart: Hashable, Sendable {
    let number: Int
    let size: Int
    /// As the server says it.
    let etag: String
    /// In Base64, where the server was asked to keep it.
    var sha256: String?
}
