import RegistryCore
import RegistryWeb

/// Runs of a server, brought here with the points of some metrics, for charts that the server does not draw.
struct ServerRuns {
    /// The most runs of which the records are brought: as many as a chart can be about.
    private static let mostRuns = 1_000
    /// The most points that the server gives at a time.
    private static let mostPoints = 100_000

    let client: ServerClient

    /// A store with the runs that a condition finds, the newest first, and with the points of some of them.
    ///
    /// - Parameters:
    ///   - expression: the condition, which the server reads; `nil` for all runs.
    ///   - run: one run instead.
    ///   - metrics: of which the points are brought, as far as the runs have them.
    ///   - count: of how many runs.
    /// - Throws: ``RegistryError`` with what the server says; `notFound` when there is no such run.
    func store(
        expression: String?, run: RunID?, metrics: [String], ofFirst count: Int
    ) async throws -> MemoryStore {
        let store = MemoryStore()
        let condition = run.map { "_id = '\($0)'" } ?? expression
        let found = try await ServerSource(client: client).records(
            for: RecordSearch(
                collection: .runs, expression: condition, sort: "-startTime", limit: Self.mostRuns))
        if let run, found.isEmpty { throw RegistryError(.notFound, "There is no run \(run) at \(client.address).") }
        for (index, record) in found.enumerated() {
            guard let id = record["_id"]?.stringValue.flatMap(RunID.init) else { continue }
            var own = record
            var known = own["metrics"]?.documentValue ?? [:]
            let wanted = index < count ? metrics.filter { known[FieldName.escaped($0)] != nil } : []
            // Their summaries come with the points.
            for metric in wanted { known[FieldName.escaped(metric)] = nil }
            own["metrics"] = .document(known)
            try await store.insert([own], into: .runs)
            for metric in wanted {
                var points: [SeriesPoint] = []
                try await read(id, metric, in: .min ... .max, into: &points)
                for index in points.indices { points[index].sequence = Int64(index) }
                try await store.append([SeriesAppend(series: SeriesID(run: id, metric: metric), points: points)])
            }
        }
        return store
    }

    /// Adds the points of a range of steps: in several parts, when these are more than the server gives at a time.
    private func read(
        _ run: RunID, _ metric: String, in steps: ClosedRange<Step>, into points: inout [SeriesPoint]
    ) async throws {
        let path =
            "/api/v1/runs/\(run)/series?metric=\(PathSegment.encoded(metric))&buckets=\(Self.mostPoints)"
            + "&first=\(steps.lowerBound)&last=\(steps.upperBound)"
        let bytes = try await client.get(path)
        guard let answer = try? Document(json: bytes) else { throw client.stranger(status: 200) }
        if answer["exact"] == false, let ends = answer["lastSteps"]?.arrayValue?.compactMap(\.intValue), !ends.isEmpty {
            let middle = Step(ends[ends.count / 2])
            if middle >= steps.lowerBound, middle < steps.upperBound {
                try await read(run, metric, in: steps.lowerBound...middle, into: &points)
                try await read(run, metric, in: Step(middle.rawValue + 1)...steps.upperBound, into: &points)
                return
            }
        }
        // Of more points of one step than the server gives at a time, the first ones of its buckets stand for all.
        let isExact = answer["exact"] != false
        let steps = answer[isExact ? "steps" : "firstSteps"]?.arrayValue ?? []
        let times = answer[isExact ? "times" : "firstTimes"]?.arrayValue ?? []
        let values = answer[isExact ? "values" : "firstValues"]?.arrayValue ?? []
        guard steps.count == times.count, times.count == values.count else { throw client.stranger(status: 200) }
        for (place, value) in zip(zip(steps, times), values) {
            guard let step = place.0.intValue, let time = place.1.intValue,
                let number = value.numberValue ?? value.stringValue.flatMap({ Double(jsonName: $0) })
            else { throw client.stranger(status: 200) }
            points.append(
                SeriesPoint(
                    step: Step(step), time: WallTime(millisecondsSince1970: time), value: number, sequence: 0))
        }
    }
}
