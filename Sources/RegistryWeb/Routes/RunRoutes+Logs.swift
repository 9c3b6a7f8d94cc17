import Hummingbird
import RegistryCore

extension RunRoutes {
    /// `GET /api/v1/runs/{id}/logs?level=&after=&before=&limit=`: lines of text with their positions.
    ///
    /// `next` is the position behind which to go on: of a page that is full the last line's, and also of the last page, as
    /// the run may log more; the position asked for when there is nothing behind it. With `before` the lines are the last
    /// ones in front of a position, or of the log's end.
    func logLines(for request: APIRequest) async throws -> Response {
        let run = try request.runID()
        let fields = request.fields
        let after = try fields["after"].map { text throws(RegistryError) in try LogLine.Position(text) }
        let level = try fields["level"].map { text throws(RegistryError) in try LogLevel(parameter: text) } ?? .debug
        if let end = fields["before"] {
            guard after == nil else {
                throw RegistryError(.invalidArgument, "Lines are told behind a position or before one, not both.")
            }
            return try await lastLines(of: run, before: end, level: level, for: request)
        }
        let limit = try fields.number("limit", in: 1...10_000) ?? 1_000
        _ = try await store.existingRun(run)
        let lines = try await store.logLines(of: run, behind: after, minimumLevel: level, limit: limit)
        let (shown, next) = Self.fitting(lines, in: limits.largestAnswer, after: after)
        return Response(tagged: Self.page(of: run, lines: shown, next: next), for: request.request)
    }

    /// `GET /api/v1/runs/{id}/logs/matches?text=&level=&after=`: lines that have a text. `next` is where to go on looking; `null`
    /// at the end of the log.
    func logMatches(for request: APIRequest) async throws -> Response {
        let run = try request.runID()
        let fields = request.fields
        guard let text = fields["text"], (1...Self.longestSearch).contains(text.utf8.count) else {
            throw RegistryError(.invalidArgument, "text is what is looked for: 1 to \(Self.longestSearch) bytes.")
        }
        let after = try fields["after"].map { text throws(RegistryError) in try LogLine.Position(text) }
        let level = try fields["level"].map { text throws(RegistryError) in try LogLevel(parameter: text) } ?? .debug
        _ = try await store.existingRun(run)
        let found = try await LogSearch(run: run, store: store).lines(with: text, behind: after, minimumLevel: level)
        let (shown, _) = Self.fitting(found.lines, in: limits.largestAnswer, after: nil)
        return Response(
            tagged: [
                "run": .string(run.description), "lines": .array(shown), "count": .int(Int64(found.count)),
                "scanned": .int(Int64(found.scanned)),
                "next": found.isEnd ? .null : found.last.map { .string($0.description) } ?? .null,
            ], for: request.request)
    }

    private static let longestSearch = 1_000

    private func lastLines(
        of run: RunID, before name: String, level: LogLevel, for request: APIRequest
    ) async throws -> Response {
        let end = name == "end" ? nil : try LogLine.Position(name)
        let limit = try request.fields.number("limit", in: 1...LogTail.mostLines) ?? 1_000
        _ = try await store.existingRun(run)
        let lines = try await LogTail(run: run, store: store).lines(before: end, minimumLevel: level, limit: limit)
        // Of the last lines the last ones, when not all fit.
        let (shown, _) = Self.fitting(lines.reversed(), in: limits.largestAnswer, after: nil)
        let next = lines.last?.position ?? end
        return Response(tagged: Self.page(of: run, lines: shown.reversed(), next: next), for: request.request)
    }

    private static func page(of run: RunID, lines: [Value], next: LogLine.Position?) -> Document {
        [
            "run": .string(run.description), "lines": .array(lines),
            "next": next.map { .string($0.description) } ?? .null,
        ]
    }

    /// As many lines as fit into an answer, one at least, and the position of the last.
    private static func fitting(
        _ lines: [LogLine], in bytes: Int, after: LogLine.Position?
    ) -> (shown: [Value], last: LogLine.Position?) {
        var room = bytes
        var shown: [Value] = []
        var last = after
        for line in lines where room > 0 {
            room -= line.text.utf8.count + 100
            shown.append(.document(line.told))
            last = line.position
        }
        return (shown, last)
    }
}
