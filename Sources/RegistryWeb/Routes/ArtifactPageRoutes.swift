import Hummingbird
import RegistryCore

/// `/`: the list of artifacts. `/charts`: the charts of what is checked, as a page of their own.
/// `/artifacts/{id}`: one artifact.
struct ArtifactPageRoutes: Sendable {
    let store: any RecordReader
    let charts: ChartMaker
    let renderer: PageRenderer
    let site: Site
    let places: FilePlaces
    let limits: RequestLimits

    func add(to router: Router<BasicRequestContext>) {
        router.get("/") { request, _ in try await list(fields: try request.queryFields(), request: request) }
        // The original's form is sent this way. It changes nothing.
        router.post("/") { request, _ in
            try await list(fields: try await request.formFields(upTo: limits.largestBody), request: request)
        }
        router.get("artifacts/:id") { request, context in try await record(request, context) }
        router.get("artifacts/:id/matrix") { request, context in try await matrix(request, context) }
        router.get("charts") { request, _ in try await chartsPage(request) }
    }

    private func list(fields: FormFields, request: Request) async throws -> Response {
        let view = try ArtifactListView(fields)
        let frame = Frame(title: "Artifacts", section: .artifacts, site: site, theme: request.theme)
        do {
            async let panel = panel(for: view, theme: request.theme)
            let answer = try await ArtifactListBuilder(store: store).answer(for: view)
            let page = ArtifactsPage(
                view: view, answer: answer, charts: try await panel, problem: nil,
                firstUse: FirstUse(request, site: site), frame: frame)
            return Response(html: try renderer.render(page))
        } catch let error as RegistryError where error.code == .invalidArgument {
            let page = ArtifactsPage(
                view: view, answer: ArtifactListBuilder.Answer(), charts: .nothing, problem: error.message,
                firstUse: nil, frame: frame)
            return Response(html: try renderer.render(page), status: .badRequest)
        }
    }

    private func chartsPage(_ request: Request) async throws -> Response {
        let fields = try request.queryFields()
        let view = try ArtifactListView(fields)
        // A page's script knows which colours "as the system" are and asks for these alone.
        let theme = fields["theme"].flatMap { Theme(rawValue: $0) } ?? request.theme
        let page = ChartsPage(
            frame: Frame(title: "Charts", section: .artifacts, site: site, theme: request.theme),
            listAddress: view.address(), charts: try await panel(for: view, theme: theme))
        return Response(html: try renderer.render(page))
    }
}
