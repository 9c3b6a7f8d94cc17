import RegistryCore

/// Images as PNG files under `<run folder>/image`, and under `<run folder>/media` for the registry.
///
/// A file is put in its place whole. Writing it again gives the same bytes, so nothing has to be recognised.
final class ImageSink: LogSink {
    let name = "images"
    let logType: LogType
    private let folder: MediaFolder
    private let encoded: EncodedMedia

    init(folder: MediaFolder, encoded: EncodedMedia = EncodedMedia()) {
        self.folder = folder
        self.encoded = encoded
        logType = LogType(kind: "image", place: folder.folder.imagePath)
    }

    var takesNumbers: Bool { false }

    func takes(_ content: LogEntry.Content) -> Bool { if case .image = content { true } else { false } }

    func deliver(_ entries: [LogEntry]) async throws -> [RejectedEntry] {
        try folder.keepFiles(of: entries, encoded: encoded) { entry, _ in
            guard case .image(let image, _) = entry.content else { return nil }
            return "\(folder.folder.imagePath)/\(image.fileName)"
        }
    }

    func finish(_ ending: RunEnding?) async throws {
        // Every file is in its place already.
    }
}
