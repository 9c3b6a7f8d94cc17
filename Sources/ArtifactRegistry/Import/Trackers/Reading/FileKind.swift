/// What a file is, by the ending of its name, in the words of the registry's records.
struct FileKind {
    /// Its kind: `image`, `audio`, `video`, `mesh`, `text`, or `file` for what is none of them.
    let type: String
    /// Its media type; `nil` when the ending says nothing.
    let contentType: String?

    /// - Parameter ending: The ending without the dot, in any case.
    init(ofExtension ending: String) {
        contentType = Self.types[ending.lowercased()]
        switch contentType?.prefix(while: { $0 != "/" }) {
        // Moving pictures are played, whatever they are called.
        case "image": type = contentType == "image/gif" || contentType == "image/apng" ? "video" : "image"
        case "audio": type = "audio"
        case "video": type = "video"
        case "model": type = "mesh"
        case "text": type = "text"
        default: type = "file"
        }
    }

    private static let types = [
        "png": "image/png", "apng": "image/apng", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
        "webp": "image/webp", "svg": "image/svg+xml", "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff",
        "wav": "audio/wav", "mp3": "audio/mpeg", "ogg": "audio/ogg", "flac": "audio/flac", "mp4": "video/mp4",
        "webm": "video/webm", "ply": "model/ply", "obj": "model/obj", "txt": "text/plain", "log": "text/plain",
        "md": "text/markdown", "csv": "text/csv", "html": "text/html", "json": "application/json",
        "yaml": "application/yaml", "yml": "application/yaml", "pdf": "application/pdf", "zip": "application/zip",
        "npy": "application/x-npy", "npz": "application/x-npz",
    ]
}
