package import Foundation

/// The pictures of one request: each file is opened once, and all of them within a budget of pixels.
///
/// A row that names a picture is a few bytes, and ten thousand of them may name the same large one.
package struct ImageShelf {
    /// The most pixels of one request, as the files declare them: some two minutes of decoding.
    package static let maximumPixels = 1_073_741_824
    /// So many reduced pictures are kept, some 140 MB; then all are forgotten and those that come again are opened again.
    private static let maximumKept = ImageGrid.maximumImages

    private let folder: ImageFolder
    private var pixelsLeft: Int
    private var kept: [String: ImageGridItem.Content] = [:]
    /// How many files were opened.
    private(set) var openedCount = 0

    /// The pictures of a folder.
    ///
    /// - Parameter maximumPixels: The most pixels of all pictures together. Default ``maximumPixels``. Those for which
    ///   nothing is left are unreadable.
    package init(_ folder: ImageFolder, maximumPixels: Int = ImageShelf.maximumPixels) {
        self.folder = folder
        pixelsLeft = max(0, maximumPixels)
    }

    /// The picture at a path, as ``ImageFolder`` follows it.
    package mutating func content(at path: String, besideFile file: URL) -> ImageGridItem.Content {
        // By the file's real path: a stranger may write the same one in any number of ways.
        guard let real = folder.realPath(of: path, besideFile: file) else { return .missing }
        if let known = kept[real] { return known }
        let content = opened(real)
        if kept.count >= Self.maximumKept { kept.removeAll() }
        kept[real] = content
        return content
    }

    private mutating func opened(_ path: String) -> ImageGridItem.Content {
        guard pixelsLeft > 0 else { return .unreadable }
        openedCount += 1
        let (content, pixels) = folder.load(path, maximumPixels: pixelsLeft)
        pixelsLeft -= min(pixels, pixelsLeft)
        return content
    }
}
