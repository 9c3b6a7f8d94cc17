/// What a file is, by the ending of its name, in the words of the registry's records.
package struct FileKind: Hashable, Sendable {
    /// Its kind, as a record's `file_type` has it: `image`, `audio`, `video`, `mesh`, `text`, or `file` for what is none of them.
    package let type: String
    /// Its media type; `nil` when the ending says nothing.
    package let contentType: String?

    /// What bytes of which nothing is known are: RFC 2046, 4.5.1.
    package static let unknownContentType = "application/octet-stream"

    /// A file with this ending.
    ///
    /// - Parameter ending: without the dot, in any case.
    package init(ofExtension ending: some StringProtocol) {
        contentType = Self.contentTypes[ending.lowercased()]
        type = contentType.map(Self.type(ofContentType:)) ?? "file"
    }

    /// A file of this name, or at this path. A name that begins with its only dot has no ending.
    package init(ofName name: some StringProtocol) {
        let file = name.split(separator: "/").last ?? ""
        let dot = file.lastIndex(of: ".").flatMap { $0 == file.startIndex ? nil : $0 }
        self.init(ofExtension: dot.map { file[file.index(after: $0)...] } ?? "")
    }

    /// The kind of a file with this media type.
    package static func type(ofContentType contentType: String) -> String {
        switch contentType.prefix(while: { $0 != "/" }) {
        // Moving pictures are played, whatever they are called.
        case "image": contentType == "image/gif" || contentType == "image/apng" ? "video" : "image"
        case "audio": "audio"
        case "video": "video"
        case "model": "mesh"
        case "text": "text"
        default: "file"
        }
    }

    private static let contentTypes = [
        "png": "image/png", "apng": "image/apng", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
        "webp": "image/webp", "svg": "image/svg+xml", "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff",
        "wav": "audio/wav", "mp3": "audio/mpeg", "ogg": "audio/ogg", "flac": "audio/flac", "mp4": "video/mp4",
        "webm": "video/webm", "ply": "model/ply", "obj": "model/obj", "txt": "text/plain", "log": "text/plain",
        "md": "text/markdown", "csv": "text/csv", "html": "text/html", "json": "application/json",
        "yaml": "application/yaml", "yml": "application/yaml", "pdf": "application/pdf", "zip": "application/zip",
        "gz": "application/gzip", "npy": "application/x-npy", "npz": "application/x-npz",
    ]
}
