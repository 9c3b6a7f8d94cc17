public import ChartRendering
public import Foundation
public import RegistryCore

extension ChartBuilder {
    /// The pictures that records name in their field `ImageInfo`, step by step.
    ///
    /// - Parameters:
    ///   - filter: Which records. Those without a picture are passed over.
    ///   - folder: The folder of logs: a path in a record is a stranger's word, and no picture outside is opened.
    ///   - limit: The most pictures, limited to ``ImageGrid/maximumImages``.
    /// - Throws: ``RegistryError`` with `notFound` when there is no such folder, or no record names a picture.
    public func images(
        matching filter: Filter, in folder: URL, limit: Int = ImageGrid.maximumImages
    ) async throws -> ImageGrid {
        guard let allowed = ImageFolder(folder) else {
            throw RegistryError(.notFound, "There is no folder \(folder.path). Give the folder of the logs.")
        }
        let most = min(max(limit, 1), ImageGrid.maximumImages)
        let named = Filter.and([filter, .field("ImageInfo.ImagePath", .hasType([.string]))])
        let page = try await store.find(
            in: .artifacts, Query(named, sort: [SortKey("TrainingIteration"), SortKey("_id")], limit: most))
        let items = page.elements.compactMap { record -> ImageGridItem? in
            guard let path = record[path: "ImageInfo.ImagePath"]?.stringValue else { return nil }
            return ImageGridItem(
                title: record[path: "ImageInfo.Tag"]?.stringValue ?? "",
                content: allowed.content(at: path, besideFile: folder.appending(path: "log")),
                step: record["TrainingIteration"]?.intValue.flatMap(Int.init(exactly:)))
        }
        guard !items.isEmpty else { throw RegistryError(.notFound, "No record that matches names a picture.") }
        return ImageGrid(items: items)
    }
}
