import HTTPTypes
import Hummingbird
import RegistryCore

/// `/runs`: the list of runs. `/runs.csv`: the same as a file. `/runs/{id}`: one run. `/notes`: Markdown as the pages show it.
struct RunPageRoutes: Sendable {
    let store: any RecordReader
    let trash: Trash
    let renderer: PageRenderer
    let site: Site
    /// Where the files of texts lie.
    let places: FilePlaces
    let limits: RequestLimits

    func add(to router: Router<BasicRequestContext>) {
        router.get("runs") { request, _ in try await list(request) }
        router.get("runs.csv") { request, _ in try await file(request) }
        router.get("runs/:id") { request, context in
            let segment = context.parameters.get("id") ?? ""
            guard let id = RunID(segment),
                let document = try await ApparentRuns(store, at: .now).record(RecordID(id), in: .runs)
            else {
                throw try await missing(segment)
            }
            let run = try Run(document: document)
            let frame = Frame(
                title: run.name.isEmpty ? "Run" : run.name, section: .runs, site: site, theme: request.theme)
            let samples = try await SampleReading(store: store, places: places).samples(of: id)
            let lines = try await LogTail(run: id, store: store).lines(
                before: nil, minimumLevel: .debug, limit: RunPage.lineCount + 1)
            let page = RunPage(
                run: run, environment: document["environment"]?.documentValue,
                command: document["command"]?.documentValue,
                files: try await RunFiles(of: id, in: store, places: places),
                samples: ComparePage.Samples(
                    samples, of: run, step: try request.queryFields().step("step")?.rawValue,
                    theme: request.theme),
                lines: lines, now: .now, theme: request.theme,
                frame: frame)
            return Response(html: try renderer.render(page))
        }
        router.post("notes") { request, _ in
            let bytes = try await request.bodyBytes(upTo: limits.largestBody)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw RegistryError(.invalidArgument, "Notes are UTF-8 text.")
            }
            return Response(html: MarkdownText.html(text))
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
        return try await RunsCSVFile(
            of: try RunListView(fields), only: runs, from: RunListBuilder(store: store, now: .now)
        ).response()
    }

    /// Why there is no run at an address; and what is there, when it is the identifier of something else.
    private func missing(_ segment: String) async throws -> RegistryError {
        for id in (try? RecordID.readings(of: segment)) ?? [] {
            if try await store.record(id, in: .artifacts) != nil {
                return RegistryError(
                    .notFound,
                    "This is the identifier of an artifact, not of a run. The artifact is at \(id.artifactAddress), and among those "
                        + "of the list of artifacts.")
            }
            if try await store.record(id, in: .files) != nil {
                return RegistryError(
                    .notFound,
                    "This is the identifier of a file, not of a run. The file's record is at "
                        + "/api/v1/files/\(PathSegment.encoded(id.description)).")
            }
        }
        if try await trash.runs().contains(segment) {
            return RegistryError(
                .notFound, "The run is in the trash. It can be restored at /trash for seven days after it was deleted.")
        }
        return RegistryError(.notFound, "There is no run with this identifier. It may have been deleted.")
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
        let isLive = fields["filter"] == RunListView.liveCondition
        let frame = Frame(
            title: isLive ? "Live" : "Runs", section: isLive ? .live : .runs, site: site, theme: request.theme)
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
            if fields["part"] == "ids" {
                let (ids, isWhole) = try await builder.ids(for: view)
                return Response(json: [
                    "runs": .array(ids.map { .string($0.description) }), "isWhole": .bool(isWhole),
                ])
            }
            let page = RunsPage(
                view: view, answer: try await builder.answer(for: view), now: now,
                firstUse: FirstUse(request, site: site), frame: frame)
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
