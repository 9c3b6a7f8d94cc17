import Foundation
import RegistryCore

/// Images as PNG files under `<run folder>/image`.
///
/// A file is put in its place whole. Writing it again gives the same bytes, so nothing has to be recognised.
final class ImageSink: LogSink {
    let name = "images"
    let logType: LogType
    private let folder: RunFolder
    private let run: RunID

    init(folder: RunFolder, run: RunID) {
        self.folder = folder
        self.run = run
        logType = LogType(kind: "image", place: folder.imagePath)
    }

    var takesNumbers: Bool { false }

    func takes(_ content: LogEntry.Content) -> Bool { if case .image = content { true } else { false } }

    func deliver(_ entries: [LogEntry]) async throws -> [RejectedEntry] {
        var rejected: [RejectedEntry] = []
        for entry in entries {
            guard case .image(let image, _) = entry.content else { continue }
            let bytes: [UInt8]
            do {
                bytes = try image.png()
            } catch {
                rejected.append(RejectedEntry(sequence: entry.sequence, reason: error))
                continue
            }
            try FileManager.default.createDirectory(
                atPath: folder.imagePath, withIntermediateDirectories: true)
            try PosixFile.replace(
                "\(folder.imagePath)/\(image.fileName)", with: bytes, owner: run.description, permissions: 0o644)
        }
        return rejected
    }

    func finish(_ ending: RunEnding?) async throws {
        // Every file is in its place already.
    }
}
