import Hummingbird
import RegistryCore

/// `/files`: the list of files.
struct FilePageRoutes: Sendable {
    /// The files that are not in the trash.
    let store: any RecordReader
    let renderer: PageRenderer
    let site: Site
    let places: FilePlaces

    func add(to router: Router<BasicRequestContext>) {
        router.get("files") { request, _ in try await list(request) }
    }

    private func list(_ request: Request) async throws -> Response {
        let fields = try request.queryFields()
        let frame = Frame(title: "Files", section: .files, site: site, theme: request.theme)
        do {
            let view = try FileListView(fields)
            let builder = FileListBuilder(store: store)
            if fields["part"] == "rows" {
                let part = FileRowsPart(view: view, answer: try await builder.rows(for: view), places: places)
                return Response(html: try renderer.render(part))
            }
            let page = FilesPage(view: view, answer: try await builder.answer(for: view), places: places, frame: frame)
            return Response(html: try renderer.render(page))
        } catch let error as RegistryError where error.code == .invalidArgument {
            let page = FilesPage(view: FileListView(search: fields), problem: error.message, frame: frame)
            return Response(html: try renderer.render(page), status: .badRequest)
        }
    }
}
