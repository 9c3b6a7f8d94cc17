import Foundation
import RegistryCore
import TrainingLog

/// An image, a video or a file of a run as a file of another tracker's.
struct RunMedia {
    /// What the file is.
    enum Kind { case image, video, file }

    let kind: Kind
    /// What it is shown under; a file's own name.
    let name: String
    /// The end of its name, without a dot: `png`. Letters and digits only, at most 16; empty when it has none.
    let fileExtension: String
    let step: Step?
    let bytes: [UInt8]

    /// The media that an entry holds; `nil` for an entry without.
    ///
    /// - Throws: `PermanentFailure` for an image or a video that cannot be drawn.
    init?(_ content: LogEntry.Content) throws {
        switch content {
        case .image(let image, let step): try self.init(.image, image.tag, "png", step) { try image.png() }
        case .labelledPicture(let picture):
            try self.init(.image, picture.image.tag, "png", picture.step) { try picture.image.png() }
        case .video(let video, let step): try self.init(.video, video.tag, "gif", step) { try video.gif() }
        case .file(let file): self.init(file.name, file.bytes, file.step)
        case .labelledFile(let file): self.init("\(file.label).\(file.fileExtension)", file.bytes, file.step)
        default: return nil
        }
    }

    private init(
        _ kind: Kind, _ name: String, _ fileExtension: String, _ step: Step?, drawn: () throws -> [UInt8]
    ) throws {
        do { bytes = try drawn() } catch { throw PermanentFailure(error) }
        (self.kind, self.name, self.fileExtension, self.step) = (kind, name, fileExtension, step)
    }

    private init(_ name: String, _ bytes: [UInt8], _ step: Step?) {
        let parts = name.split(separator: "/").last?.split(separator: ".", omittingEmptySubsequences: false)
        let end = parts.flatMap { $0.count > 1 ? $0.last : nil } ?? ""
        let isPlain = end.count <= 16 && end.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        (kind, self.name, self.step, self.bytes) = (.file, name, step, bytes)
        fileExtension = isPlain ? String(end) : ""
    }

    /// Writes it into a folder under a name made of the entry's number, so that an entry that comes again writes the same file.
    ///
    /// - Returns: The file's name.
    /// - Throws: Any error when it could not be written.
    func write(in folder: String, sequence: Int64) throws -> String {
        let name = "asset-\(sequence)" + (fileExtension.isEmpty ? "" : ".\(fileExtension)")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: "\(folder)/\(name)"), options: .atomic)
        return name
    }
}
