import Hummingbird
import RegistryCore

/// `/api/v1/runs`: pages of runs, one run, its metrics as series.
struct RunRoutes: Sendable {
    let store: any RecordReader
    let queue: ChartQueue
    let limits: RequestLimits

    func add(to router: Router<BasicRequestContext>) {
        router.get("api/v1/runs") { request, _ in
            var query = try Query(fields: try request.queryFields(), in: .runs)
            if query.sort.isEmpty { query.sort = [SortKey("startTime", .descending)] }
            let now = WallTime.now
            return try await RecordAnswer(
                store: store, collection: .runs, listName: "runs", largestAnswer: limits.largestAnswer
            ).response(to: query) { $0.withApparentStatus(at: now) }
        }
        router.get("api/v1/runs/:id") { _, context in
            Response(json: try await run(context).withApparentStatus(at: .now))
        }
        router.get("api/v1/runs/:id/series") { request, context in
            try await series(of: try runID(context), fields: try request.queryFields())
        }
        router.get("api/v1/runs/:id/chart") { request, context in
            try await chart(of: try runID(context), fields: try request.queryFields())
        }
    }

    private func runID(_ context: BasicRequestContext) throws -> RunID {
        guard let id = RunID(try context.parameters.require("id")) else {
            throw RegistryError(.invalidArgument, "A run's identifier is 32 hexadecimal digits.")
        }
        return id
    }

    private func run(_ context: BasicRequestContext) async throws -> Document {
        let id = try runID(context)
        guard let run = try await store.record(RecordID(id), in: .runs) else {
            throw RegistryError(.notFound, "There is no run \(id).")
        }
        return run
    }
}

extension Document {
    /// A run's record as pages show the run: `lost` when it should be running and has been silent for too long. What is
    /// stored stays as it is, and a record that is damaged is told as it is.
    fileprivate func withApparentStatus(at now: WallTime) -> Document {
        guard let status = self["status"]?.stringValue.flatMap(RunStatus.init) else { return self }
        var told = self
        told["status"] = .string(status.apparent(lastSign: self["heartbeat"]?.dateValue, at: now).rawValue)
        return told
    }
}
