import Hummingbird
import RegistryCore

extension RunRoutes {
    /// `GET /api/v1/runs/{id}/logs?level=&after=&limit=`: lines of text with their positions.
    ///
    /// `next` is the position behind which to go on: of a page that is full the last line's, and also of the last page, as
    /// the run may log more; the position asked for when there is nothing behind it.
    func logLines(for request: APIRequest) async throws -> Response {
        let run = try request.runID()
        let fields = request.fields
        let limit = try fields.number("limit", in: 1...10_000) ?? 1_000
        let after = try fields["after"].map { text throws(RegistryError) in try LogLine.Position(text) }
        let level = try level(fields["level"])
        _ = try await store.existingRun(run)
        let lines = try await store.logLines(of: run, behind: after, minimumLevel: level, limit: limit)
        let (shown, next) = Self.fitting(lines, in: limits.largestAnswer, after: after)
        return Response(
            tagged: [
                "run": .string(run.description), "lines": .array(shown),
                "next": next.map { .string($0.description) } ?? .null,
            ], for: request.request)
    }

    private func level(_ name: String?) throws(RegistryError) -> LogLevel {
        guard let name else { return .debug }
        guard let level = LogLevel(name: name) else {
            throw RegistryError(
                .invalidArgument, "level is one of \(LogLevel.allCases.map(\.name).joined(separator: ", ")).")
        }
        return level
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
            shown.append([
                "position": .string(line.position.description), "time": .date(line.time),
                "level": .string(line.level.name), "text": .string(line.text),
            ])
            last = line.position
        }
        return (shown, last)
    }
}
