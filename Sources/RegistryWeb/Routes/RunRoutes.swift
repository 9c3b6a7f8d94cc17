import Hummingbird
import RegistryCore

/// `/api/v1/runs`: pages of runs, one run, its metrics as series, its text.
struct RunRoutes: Sendable {
    let store: any RecordReader
    let queue: ChartQueue
    let limits: RequestLimits

    var endpoints: [Endpoint] { lists + readingOne }

    private var lists: [Endpoint] {
        [
            Endpoint(
                Operation(
                    method: .get, path: "/runs", name: "listRuns",
                    summary: "A page of runs, the newest first unless said otherwise.", query: Parameter.page,
                    answer: .json(.runPage))
            ) { request in
                try await page(try Query(fields: request.fields, in: .runs), for: request)
            },
            Endpoint(
                Operation(
                    method: .post, path: "/runs/search", name: "searchRuns",
                    summary: "A page of the runs that MongoDB's JSON or an expression finds.", body: .json(.search),
                    answer: .json(.runPage), isSearch: true)
            ) { request in
                let body = try await request.request.jsonBody(upTo: limits.largestBody)
                return try await page(try Query(body: body, in: .runs), for: request)
            },
            Endpoint(
                Operation(
                    method: .get, path: "/runs/groups", name: "groupRuns",
                    summary: "How many runs have each value of a field, the largest groups first.",
                    query: Parameter.groups(by: "experiment"), answer: .json(.groups))
            ) { request in
                try await GroupAnswer(
                    store: ApparentRuns(store, at: .now), collection: .runs, usualField: "experiment"
                ).response(to: request)
            },
        ]
    }

    private var readingOne: [Endpoint] {
        [
            Endpoint(
                Operation(
                    method: .get, path: "/runs/{id}", name: "getRun", summary: "One run with its metrics' summaries.",
                    answer: .json(.run))
            ) { request in
                let run = try await ApparentRuns(store, at: .now).existingRun(try request.runID())
                return Response(tagged: run, for: request.request)
            },
            Endpoint(
                Operation(
                    method: .get, path: "/runs/{id}/series", name: "getSeries",
                    summary:
                        "A metric's points, or buckets that hide no spike when there are more points than asked for.",
                    query: Self.range + [
                        .number("buckets", 1...100_000, "At most so many points or buckets; 1,000 unless said.")
                    ], answer: .json(.series))
            ) { request in
                try await series(for: request)
            },
            Endpoint(
                Operation(
                    method: .get, path: "/runs/{id}/chart", name: "drawChart", summary: "A metric as a PNG.",
                    query: Self.range + RunChartLook.parameters + [
                        .choice("theme", ["light", "dark"], "The colours; light unless said."),
                        .number("width", 32...4_096, "In points; 600 unless said."),
                        .number("height", 32...4_096, "In points; 400 unless said."),
                        .number("scale", 1...4, "Pixels of a point; 2 unless said."),
                    ], answer: .bytes(ContentType.png.rawValue))
            ) { request in
                try await chart(for: request)
            },
            Endpoint(
                Operation(
                    method: .get, path: "/runs/{id}/logs", name: "listLogLines",
                    summary: "Text that the run logged, in order.",
                    query: [
                        .choice("level", LogLevel.allCases.map(\.name), "The least level; debug unless said."),
                        .text("after", "The position behind which the lines begin, as it was told in next."),
                        .text("before", "Instead: the position before which the lines end, or the word end."),
                        .number("limit", 1...10_000, "At most so many lines; 1,000 unless said, before at most 5,000."),
                    ], answer: .json(.logPage))
            ) { request in
                try await logLines(for: request)
            },
            Endpoint(
                Operation(
                    method: .get, path: "/runs/{id}/logs/matches", name: "findLogLines",
                    summary: "Lines that have a text, of at most \(LogSearch.mostScanned) lines behind a position.",
                    query: [
                        Parameter.text("text", "What is looked for; letters of ASCII in either case are the same.")
                            .required,
                        .choice("level", LogLevel.allCases.map(\.name), "The least level; debug unless said."),
                        .text("after", "The position behind which to look, as it was told in next."),
                    ], answer: .json(.logMatches))
            ) { request in
                try await logMatches(for: request)
            },
        ]
    }

    private static let range: [Parameter] = [
        Parameter.text("metric", "The metric's name.").required, .step("first", "The first step; all unless said."),
        .step("last", "The last step; all unless said."),
    ]

    private func page(_ query: Query, for request: APIRequest) async throws -> Response {
        var query = query
        if query.sort.isEmpty { query.sort = [SortKey("startTime", .descending)] }
        return try await RecordAnswer(
            store: ApparentRuns(store, at: .now), collection: .runs, listName: "runs",
            largestAnswer: limits.largestAnswer
        ).response(to: query, for: request.request)
    }
}
