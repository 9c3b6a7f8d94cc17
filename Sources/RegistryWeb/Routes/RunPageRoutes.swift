import HTTPTypes
import Hummingbird
import NIOCore
import RegistryCore

/// `/runs`: the list of runs. `/runs.csv`: the same as a file. `/runs/{id}`: one run.
struct RunPageRoutes: Sendable {
    let store: any RecordReader
    let renderer: PageRenderer
    let site: Site

    func add(to router: Router<BasicRequestContext>) {
        router.get("runs") { request, _ in try await list(request) }
        router.get("runs.csv") { request, _ in try await file(request) }
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

    /// The runs that are named as `run`, or all of the view.
    private func file(_ request: Request) async throws -> Response {
        let fields = try request.queryFields()
        let runs = try fields.all("run").map { text throws(RegistryError) in
            guard let run = RunID(text) else {
                throw RegistryError(.invalidArgument, "A run's identifier is 32 hexadecimal digits.")
            }
            return run
        }
        let text = try await RunListBuilder(store: store, now: .now).csv(for: try RunListView(fields), only: runs)
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=runs.csv",
            ], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// The page of a view whose condition cannot be read: with the runs of the view without it, but for whoever only asks
    /// whether it can be read. `nil` when something else is wrong.
    private func page(without error: RegistryError, _ fields: FormFields, _ frame: Frame) async throws -> RunsPage? {
        guard let fault = RunSearchFault(error, in: fields["filter"] ?? ""), var view = try? RunListView(fields) else {
            return nil
        }
        let now = WallTime.now
        var answer: RunListBuilder.Answer?
        if fields["part"] == nil {
            var others = view
            others.condition = ""
            // The place in the list was one of another question.
            others.cursor = nil
            answer = try await RunListBuilder(store: store, now: now).answer(for: others)
        }
        view.cursor = nil
        return RunsPage(view: view, without: fault, answer: answer, now: now, frame: frame)
    }

    private func list(_ request: Request) async throws -> Response {
        let fields = try request.queryFields()
        let frame = Frame(title: "Runs", section: .runs, site: site, theme: request.theme)
        do {
            let view = try RunListView(fields)
            if let changed = try view.after(fields) { return Response(seeOther: changed.address) }
            let now = WallTime.now
            let builder = RunListBuilder(store: store, now: now)
            if fields["part"] == "check" {
                _ = try view.filter()
                return Response(status: .noContent, headers: [.cacheControl: "no-store"])
            }
            if fields["part"] == "rows" {
                let part = RunRowsPart(view: view, answer: try await builder.rows(for: view), now: now)
                return Response(html: try renderer.render(part))
            }
            let page = RunsPage(view: view, answer: try await builder.answer(for: view), now: now, frame: frame)
            return Response(html: try renderer.render(page))
        } catch let error as RegistryError where error.code == .invalidArgument {
            if let page = try await page(without: error, fields, frame) {
                // Who only asks is answered; browsers report any other status as a fault of the page.
                return Response(html: try renderer.render(page), status: fields["part"] == "check" ? .ok : .badRequest)
            }
            let page = RunsPage(view: .unusable(fields), problem: error.message, frame: frame)
            return Response(html: try renderer.render(page), status: .badRequest)
        }
    }
}

extension RunListView {
    /// This view after a button: `act=pin` or `act=hide` with the checked runs as `run`. `nil` when no button was pressed.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for too many runs, and for a button that there is not.
    fileprivate func after(_ fields: FormFields) throws(RegistryError) -> RunListView? {
        guard let action = fields["act"] else { return nil }
        var edited = self.fields
        let name: String
        switch action {
        case "pin": name = "pin"
        case "hide": name = "hide"
        default: throw RegistryError(.invalidArgument, "act is pin or hide.")
        }
        for run in fields.all("run") { edited.append(name, run) }
        return try RunListView(edited).with { view in
            // What is hidden is not pinned, and the other way round.
            let others = Set(fields.all("run").compactMap { RunID($0) })
            if action == "pin" { view.hidden.removeAll(where: others.contains) }
            if action == "hide" { view.pinned.removeAll(where: others.contains) }
        }
    }
}

extension Response {
    /// Sends the browser to another address of this server.
    init(seeOther address: String) {
        self.init(status: .seeOther, headers: [.location: address, .cacheControl: "no-store"])
    }
}
