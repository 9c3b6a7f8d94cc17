import Hummingbird
import RegistryCore

/// `/runs`: the list of runs. `/runs/{id}`: one run.
struct RunPageRoutes: Sendable {
    let store: any RecordReader
    let renderer: PageRenderer
    let site: Site

    func add(to router: Router<BasicRequestContext>) {
        router.get("runs") { request, _ in try await list(request) }
        router.get("runs/:id") { request, context in
            guard let id = context.parameters.get("id").flatMap({ RunID($0) }),
                let document = try await ApparentRuns(store, at: .now).record(RecordID(id), in: .runs)
            else {
                throw RegistryError(.notFound, "There is no run with this identifier. It may have been deleted.")
            }
            let run = try Run(document: document)
            let frame = Frame(
                title: run.name.isEmpty ? "Run" : run.name, section: .runs, site: site, theme: request.theme)
            let lines = try await LogTail(run: id, store: store).lines(
                before: nil, minimumLevel: .debug, limit: RunPage.lineCount + 1)
            let page = RunPage(
                run: run, environment: document["environment"]?.documentValue,
                files: try await RunFiles(of: id, in: store), lines: lines, now: .now, theme: request.theme,
                frame: frame)
            return Response(html: try renderer.render(page))
        }
    }

    private func list(_ request: Request) async throws -> Response {
        let view = RunListView(try request.queryFields())
        let frame = Frame(title: "Runs", section: .runs, site: site, theme: request.theme)
        do {
            let query = try view.query()
            let now = WallTime.now
            let apparent = ApparentRuns(store, at: now)
            async let count = apparent.count(in: .runs, matching: query.filter)
            let runs = try await apparent.find(in: .runs, query).map { ListedRun(document: $0) }
            let page = RunsPage(view: view, runs: runs, count: try await count, problem: nil, now: now, frame: frame)
            return Response(html: try renderer.render(page))
        } catch let error as RegistryError where error.code == .invalidArgument {
            let page = RunsPage(
                view: view, runs: Page([]), count: 0, problem: error.message, now: .now, frame: frame)
            return Response(html: try renderer.render(page), status: .badRequest)
        }
    }
}
