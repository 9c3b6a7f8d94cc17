import Foundation

/// All plates, and where they are kept.
struct Gallery {
    /// The page, from the package's folder.
    static let pagePath = "Documentation/Gallery.md"
    /// The pictures.
    static let picturesPath = "Documentation/Gallery"
    /// The sources that have the snippets.
    static let platesPath = "Examples/ChartGallery/Plates"

    /// The plates in the order of the page.
    static let plates: [Plate] =
        LinePlates.all + AxisPlates.all + ComparisonPlates.lines + ScatterPlates.all + BarPlates.all
        + DistributionPlates.all + MatrixPlates.all + ComparisonPlates.runs + PicturePlates.all + TextPlates.all

    /// The package's folder.
    let root: URL

    /// Writes the pictures and the page, and removes pictures of plates that are no more.
    ///
    /// - Returns: The size of all pictures in bytes.
    func write() throws -> Int {
        let folder = root.appending(path: Gallery.picturesPath)
        guard FileManager.default.fileExists(atPath: root.appending(path: Gallery.platesPath).path) else {
            throw GalleryError("\(root.path) has no \(Gallery.platesPath): run it in the package's folder")
        }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var size = 0
        var names: Set<String> = []
        for plate in Gallery.plates {
            for theme in PlateTheme.allCases {
                guard let bytes = try plate.png(theme.theme) else { continue }
                try Data(bytes).write(to: folder.appending(path: plate.fileName(theme)))
                names.insert(plate.fileName(theme))
                size += bytes.count
            }
        }
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where name.hasSuffix(".png") && !names.contains(name) {
            try FileManager.default.removeItem(at: folder.appending(path: name))
        }
        try Data(GalleryPage(root: root).text().utf8).write(to: root.appending(path: Gallery.pagePath))
        return size
    }
}
