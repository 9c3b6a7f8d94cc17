import Foundation
import RegistryCore
import TrackerFiles
import TrainingLog

/// Images in a run's folder, as W&B lays them out.
enum WandBMediaFile {
    /// Writes an image, and says it in a row of the history. Writing it again gives the same file.
    ///
    /// - Throws: `PermanentFailure` for an image that cannot be drawn, any other error when it could not be written.
    static func item(of image: LoggedImage, step: Step, in folder: String) throws -> WandBItem {
        let png: [UInt8]
        do {
            png = try image.png()
        } catch {
            throw PermanentFailure(error)
        }
        let digest = SHA256.hexadecimalDigest(of: png)
        let tag = String(image.tag.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "_" }.prefix(100))
        let name = "\(tag.hasPrefix(".") ? "_" : "")\(tag)_\(step.rawValue)_\(digest.prefix(20)).png"
        let path = "media/images/\(name)"
        try FileManager.default.createDirectory(
            atPath: "\(folder)/files/media/images", withIntermediateDirectories: true)
        try Data(png).write(to: URL(filePath: "\(folder)/files/\(path)"), options: .atomic)
        let json =
            "{\"_type\": \"image-file\", \"path\": "
            + String(decoding: WandBRecordEncoder.jsonText(path), as: UTF8.self)
            + ", \"sha256\": \"\(digest)\", \"size\": \(png.count), \"format\": \"png\", \"width\": \(image.width), "
            + "\"height\": \(image.height)}"
        return WandBItem(path: [image.tag], value: .json(Array(json.utf8)))
    }
}
