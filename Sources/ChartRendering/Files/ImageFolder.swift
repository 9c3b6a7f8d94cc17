package import Foundation
import RasterGraphics

/// The one folder whose pictures may be shown. A path from a CSV file is a stranger's word: it is followed only when it ends,
/// links and all, inside the folder.
package struct ImageFolder {
    private static let maximumFileBytes = 33_554_432

    /// The folder's real path, without links.
    private let root: String

    /// `nil` when the folder does not exist.
    package init?(_ folder: URL) {
        guard let real = RealPath.of(folder.path) else { return nil }
        root = real
    }

    /// The picture at a path: absolute, or relative to the CSV file's folder or to the allowed one.
    ///
    /// For one picture; those of a request are opened by an ``ImageShelf``.
    package func content(at path: String, besideFile file: URL) -> ImageGridItem.Content {
        realPath(of: path, besideFile: file).map { load($0, maximumPixels: .max).content } ?? .missing
    }

    /// The real path of a file inside the folder; `nil` when there is none.
    func realPath(of path: String, besideFile file: URL) -> String? {
        let candidates =
            path.hasPrefix("/") ? [path] : [file.deletingLastPathComponent().path + "/" + path, root + "/" + path]
        return candidates.lazy.compactMap(RealPath.of).first { $0.hasPrefix(root + "/") }
    }

    /// The picture of a file by its real path, and how many pixels were decoded for it.
    func load(_ path: String, maximumPixels: Int) -> (content: ImageGridItem.Content, pixels: Int) {
        // A pipe or a device would never end; it is not opened.
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            attributes[.type] as? FileAttributeType == .typeRegular
        else { return (.missing, 0) }
        guard let size = attributes[.size] as? Int, size <= ImageFolder.maximumFileBytes,
            let data = try? Data(contentsOf: URL(fileURLWithPath: path))
        else { return (.unreadable, 0) }
        let bytes = [UInt8](data)
        let decoder = PNGDecoder()
        let pixels = ImageFolder.declaredPixels(of: bytes)
        guard pixels <= min(maximumPixels, decoder.maximumPixels) else { return (.unreadable, 0) }
        return (ImageGridItem(title: "", png: bytes, decoder: decoder).content, pixels)
    }

    /// The width times the height that stand at the beginning of a PNG file; 0 for a file that is too short.
    private static func declaredPixels(of png: [UInt8]) -> Int {
        guard png.count >= 24 else { return 0 }
        func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
        let (pixels, isTooLarge) = number(png[16..<20]).multipliedReportingOverflow(by: number(png[20..<24]))
        return isTooLarge ? .max : pixels
    }
}
