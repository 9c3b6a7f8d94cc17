/// What a file is, by the ending of its name.
package enum MediaType {
    /// The media type of a file of this name; `application/octet-stream` when its ending says nothing.
    package static func of(_ name: String) -> String {
        let file = PathText.name(of: name)
        guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return "application/octet-stream" }
        return types[file[file.index(after: dot)...].lowercased()] ?? "application/octet-stream"
    }

    /// The kind of file, in the words of the registry's records, by its media type; `file` for what is none of them.
    package static func kind(of type: String) -> String {
        switch type.split(separator: "/").first {
        case "image" where type == "image/gif" || type == "image/apng": "video"
        case "image": "image"
        case "audio": "audio"
        case "video": "video"
        case "model": "mesh"
        case "text": "text"
        default: "file"
        }
    }

    private static let types = [
        "png": "image/png", "apng": "image/apng", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
        "webp": "image/webp", "svg": "image/svg+xml", "wav": "audio/wav", "mp3": "audio/mpeg", "ogg": "audio/ogg",
        "flac": "audio/flac", "mp4": "video/mp4", "webm": "video/webm", "ply": "model/ply", "obj": "model/obj",
        "txt": "text/plain", "log": "text/plain", "md": "text/markdown", "csv": "text/csv", "html": "text/html",
        "json": "application/json", "yaml": "application/yaml", "yml": "application/yaml", "pdf": "application/pdf",
        "zip": "application/zip", "gz": "application/gzip", "npy": "application/x-npy", "npz": "application/x-npz",
    ]
}
