import Hummingbird
import RegistryCore

/// `/`: the list of artifacts. `/charts`: the charts of what is checked, as a page of their own.
struct ArtifactPageRoutes: Sendable {
    let store: any RecordReader
    let charts: ChartMaker
    let renderer: PageRenderer
    let site: Site
    let limits: RequestLimits

    func add(to router: Router<BasicRequestContext>) {
        router.get("/") { request, _ in try await list(fields: try request.queryFields(), request: request) }
        // The original's form is sent this way. It changes nothing.
        router.post("/") { request, _ in
            try await list(fields: try await request.formFields(upTo: limits.largestBody), request: request)
        }
        router.get("charts") { request, _ in try await chartsPage(request) }
    }

    private func list(fields: FormFields, request: Request) async throws -> Response {
        let view = try ArtifactListView(fields)
        let frame = Frame(title: "Artifacts", section: .artifacts, site: site, theme: request.theme)
        do {
            async let panel = panel(for: view, theme: request.theme)
            let answer = try await ArtifactListBuilder(store: store).answer(for: view)
            let page = ArtifactsPage(
                view: view, answer: answer, charts: try await panel, problem: nil, frame: frame)
            return Response(html: try renderer.render(page))
        } catch let error as RegistryError where error.code == .invalidArgument {
            let page = ArtifactsPage(
                view: view, answer: ArtifactListBuilder.Answer(), charts: .nothing, problem: error.message, frame: frame
            )
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

    /// The charts of what is checked. What cannot be drawn is said in the panel: the list beside it is still good.
    private func panel(for view: ArtifactListView, theme: Theme) async throws -> ChartsPanel {
        guard view.hasSelection else { return .nothing }
        let address = view.address(at: "/charts")
        let unchecked = view.unchecked.address()
        func problem(_ text: String) -> ChartsPanel {
            ChartsPanel(
                isShown: true, note: "", chartProblem: text, figures: [], chartsAddress: address,
                uncheckedAddress: unchecked)
        }
        let files = try await ArtifactListBuilder(store: store).checkedFiles(of: view, limit: ChartMaker.mostCurves)
        guard !files.isEmpty else {
            return problem("None of the checked records names a CSV file, so there is nothing to draw.")
        }
        do {
            let shown = Array(files.prefix(ChartMaker.mostCurves))
            let light = try await charts.charts(of: shown, colours: theme == .dark ? .dark : .light)
            let dark = theme == .system ? try await charts.charts(of: shown, colours: .dark) : []
            guard !light.isEmpty else { return problem("The checked files hold no numbers yet.") }
            let note =
                files.count > shown.count
                ? "The first \(shown.count) files of more" : shown.count == 1 ? "1 file" : "\(shown.count) files"
            return ChartsPanel(
                isShown: true, note: note, chartProblem: nil,
                figures: light.enumerated().map { index, chart in
                    ChartsPanel.Figure(
                        chartAddress: chart.address,
                        darkAddress: dark.indices.contains(index) ? dark[index].address : nil, chartTitle: chart.title,
                        chartWidth: chart.size.width, chartHeight: chart.size.height)
                }, chartsAddress: address,
                uncheckedAddress: unchecked)
        } catch let error as RegistryError where error.code != .internalFailure {
            return problem(error.message)
        } catch let refusal as RequestRefusal {
            return problem(refusal.message)
        }
    }
}
