import RegistryCore

/// Sounds, videos, meshes, long texts, and what stands under a label, as files under `<run folder>/media`, and logged files also under
/// their own names below `<run folder>/files`.
///
/// A file is put in its place whole. Writing it again gives the same bytes, so nothing has to be recognised.
final class MediaSink: LogSink {
    /// Its name, which is that of its checkpoint in a journal as well.
    static let sinkName = "media"

    let name = MediaSink.sinkName
    let logType: LogType
    private let folder: MediaFolder
    private let encoded: EncodedMedia

    init(folder: MediaFolder, encoded: EncodedMedia = EncodedMedia()) {
        self.folder = folder
        self.encoded = encoded
        logType = LogType(kind: "media", place: folder.folder.mediaPath)
    }

    var takesNumbers: Bool { false }

    func takes(_ content: LogEntry.Content) -> Bool {
        switch content {
        case .file, .video, .labelledPicture, .labelledFile: true
        case .event(let bytes): MediaFile.kinds(inEvent: bytes).hasBytes
        case .labelledText(let text): text.text.utf8.count > MediaFile.longestInlineText
        case .start, .record, .scalar, .scalars, .image, .environment, .line, .parameters, .command, .message, .end:
            false
        }
    }

    func deliver(_ entries: [LogEntry]) async throws -> [RejectedEntry] {
        try folder.keepFiles(of: entries, encoded: encoded) { _, file in
            file.name.map { folder.folder.filePath(of: $0) }
        }
    }

    func finish(_ ending: RunEnding?) async throws {
        // Every file is in its place already.
    }
}
