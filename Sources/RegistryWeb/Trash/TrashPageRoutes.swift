import Hummingbird
import RegistryCore

/// `/trash`: what was deleted and can be restored.
struct TrashPageRoutes: Sendable {
    /// How many items a page has.
    private static let itemsInPage = 50

    let trash: Trash
    let renderer: PageRenderer
    let site: Site

    func add(to router: Router<BasicRequestContext>) {
        router.get("trash") { request, _ in
            let cursor = try request.queryFields()["cursor"]
            let items = try await trash.store.find(
                in: trash.collection,
                Query(
                    sort: [SortKey("time", .descending)], limit: Self.itemsInPage,
                    cursor: try cursor.map { try PageCursor($0) }))
            let frame = Frame(title: "Trash", section: .none, site: site, theme: request.theme)
            let page = TrashPage(
                items: items, runNames: try await runNames(of: items.elements), isFirst: cursor == nil, now: .now,
                frame: frame)
            return Response(html: try renderer.render(page))
        }
    }

    /// Runs stay where they are until their time is over; what else was deleted has its content with it.
    private func runNames(of items: [Document]) async throws -> [String: String] {
        let ids = items.filter { $0["collection"]?.stringValue == CollectionName.runs.description }
            .compactMap { $0["record"]?.stringValue }
        return try await trash.store.runNames(ids)
    }
}

extension RecordReader {
    /// What runs are called, by identifier; those that are gone are left out, those without a name have an empty one.
    func runNames(_ ids: some Sequence<String>) async throws -> [String: String] {
        let ids = Set(ids).sorted()
        guard !ids.isEmpty else { return [:] }
        var query = Query(.field("_id", .oneOf(ids.map { .string($0) })), limit: ids.count)
        var names: [String: String] = [:]
        // Records may be so large that not all of them are in one page.
        repeat {
            let page = try await find(in: .runs, query)
            for run in page.elements { names[run["_id"]?.stringValue ?? ""] = run["name"]?.stringValue ?? "" }
            query.cursor = page.next
        } while query.cursor != nil
        return names
    }
}
