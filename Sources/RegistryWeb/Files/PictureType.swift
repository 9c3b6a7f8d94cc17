/// The media types that browsers show as pictures and that hold nothing but pixels: what pages show of files.
enum PictureType: String, CaseIterable {
    case png = "image/png"
    case apng = "image/apng"
    case jpeg = "image/jpeg"
    case gif = "image/gif"
    case webp = "image/webp"

    /// How many bytes of a file tell whether it is a picture.
    static let signatureLength = 12

    /// Whether content begins as a picture of this type does. What a client says of a file need not be so.
    func matches(_ start: some Collection<UInt8>) -> Bool {
        switch self {
        case .png, .apng: start.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        case .jpeg: start.starts(with: [0xFF, 0xD8, 0xFF])
        case .gif: start.starts(with: "GIF87a".utf8) || start.starts(with: "GIF89a".utf8)
        case .webp: start.starts(with: "RIFF".utf8) && start.dropFirst(8).starts(with: "WEBP".utf8)
        }
    }
}
