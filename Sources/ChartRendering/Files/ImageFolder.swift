package import Foundation

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
    package func content(at path: String, besideFile file: URL) -> ImageGridItem.Content {
        let candidates =
            path.hasPrefix("/") ? [path] : [file.deletingLastPathComponent().path + "/" + path, root + "/" + path]
        let inside = candidates.lazy.compactMap(RealPath.of).first { $0.hasPrefix(root + "/") }
        guard let inside else { return .missing }
        return load(inside)
    }

    private func load(_ path: String) -> ImageGridItem.Content {
        // A pipe or a device would never end; it is not opened.
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            attributes[.type] as? FileAttributeType == .typeRegular
        else { return .missing }
        guard let size = attributes[.size] as? Int, size <= ImageFolder.maximumFileBytes,
            let data = try? Data(contentsOf: URL(fileURLWithPath: path))
        else { return .unreadable }
        return ImageGridItem(title: "", png: [UInt8](data)).content
    }
}
