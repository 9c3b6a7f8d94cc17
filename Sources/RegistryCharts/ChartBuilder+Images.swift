public import ChartRendering
public import Foundation
public import RegistryCore

extension ChartBuilder {
    /// The pictures that records name in their field `ImageInfo`, one each or a list of them, step by step.
    ///
    /// The grid says how many more there are than `limit`; of records that were not read for want of room, each counts as
    /// one picture. A file that is named several times is opened once.
    ///
    /// - Parameters:
    ///   - filter: Which records. Those without a picture are passed over.
    ///   - folder: The folder of logs: a path in a record is a stranger's word, and no picture outside is opened.
    ///   - limit: The most pictures, limited to ``ImageGrid/maximumImages``.
    /// - Throws: ``RegistryError`` with `notFound` when there is no such folder, or no record names a picture;
    ///   `CancellationError` when the task is cancelled, before the next picture is opened.
    public func images(
        matching filter: Filter, in folder: URL, limit: Int = ImageGrid.maximumImages
    ) async throws -> ImageGrid {
        guard var shelf = ImageFolder(folder).map({ ImageShelf($0) }) else {
            throw RegistryError(.notFound, "There is no folder \(folder.path). Give the folder of the logs.")
        }
        let most = min(max(limit, 1), ImageGrid.maximumImages)
        let records = Filter.and([filter, .field("ImageInfo.ImagePath", .hasType([.string]))])
        let page = try await store.find(
            in: .artifacts, Query(records, sort: [SortKey("TrainingIteration"), SortKey("_id")], limit: most))
        let named = page.elements.flatMap { record in
            let step = record["TrainingIteration"]?.intValue.flatMap(Int.init(exactly:))
            return Self.pictures(namedBy: record).map { (path: $0.path, tag: $0.tag, step: step) }
        }
        var items: [ImageGridItem] = []
        for picture in named.prefix(most) {
            try Task.checkCancellation()
            let content = shelf.content(at: picture.path, besideFile: folder.appending(path: "log"))
            items.append(ImageGridItem(title: picture.tag, content: content, step: picture.step))
        }
        guard !items.isEmpty else { throw RegistryError(.notFound, "No record that matches names a picture.") }
        let unread =
            page.next == nil ? 0 : try await store.count(in: .artifacts, matching: records) - page.elements.count
        return ImageGrid(items: items, furtherCount: named.count - items.count + max(0, unread))
    }

    /// The paths and tags of a record's `ImageInfo`: an object, or a list of objects.
    private static func pictures(namedBy record: Document) -> [(path: String, tag: String)] {
        guard let info = record["ImageInfo"] else { return [] }
        return (info.arrayValue ?? [info]).compactMap { one in
            guard let fields = one.documentValue, let path = fields["ImagePath"]?.stringValue else { return nil }
            return (path, fields["Tag"]?.stringValue ?? "")
        }
    }
}
