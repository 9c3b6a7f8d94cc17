import Hummingbird
import RegistryCore

/// What a run logs as it goes: points of metrics, lines of text.
struct LoggingRoutes: Sendable {
    let store: any RegistryStore
    let trash: Trash
    let keys: RequestKeys
    let lane: AppendLane
    let sequences: SequenceSource
    let signs: SignsOfLife
    let limits: RequestLimits

    private static let repetition =
        "What has a sequence number that is there already is left out: a request may be sent again with the same numbers."

    var endpoints: [Endpoint] {
        [
            Endpoint(
                Operation(
                    method: .post, path: "/runs/{id}/metrics", name: "appendPoints",
                    summary: "Appends points to metrics of a run, all or none. \(Self.repetition)",
                    headers: [.idempotencyKey], body: .json(.newPoints), answer: .json(.accepted))
            ) { request in
                try await appendPoints(request)
            },
            Endpoint(
                Operation(
                    method: .post, path: "/runs/{id}/logs", name: "appendLogLines",
                    summary: "Appends lines to a run's text, all or none. \(Self.repetition)",
                    headers: [.idempotencyKey], body: .json(.newLines), answer: .json(.accepted))
            ) { request in
                try await appendLines(request)
            },
        ]
    }

    /// The run that something is logged to.
    ///
    /// - Throws: ``RegistryError`` with `notFound` when it is in the trash. Whether it is stored, the store looks itself.
    private func run(of request: APIRequest) async throws -> RunID {
        let run = try request.runID()
        guard !(try await trash.runs().contains(run.description)) else {
            throw RegistryError(.notFound, "The run \(run) is in the trash. Restore it, and log to it then.")
        }
        return run
    }

    private func appendPoints(_ request: APIRequest) async throws -> Response {
        let run = try await run(of: request)
        let bytes = try await request.request.bodyBytes(upTo: limits.largestBody)
        let new = try await LargeBody.work(on: bytes.count) { try NewPoints(try Document(json: bytes)) }
        let sequence = try await sequence(
            for: request, body: bytes, given: new.sequence, isNeeded: new.needsSequence)
        let appends = try await LargeBody.work(on: bytes.count) {
            try new.appends(to: run, sequence: sequence, now: .now)
        }
        try await lane.append(appends)
        await signs.give(for: run)
        return Response(json: ["accepted": .int(Int64(appends.reduce(0) { $0 + $1.points.count }))])
    }

    private func appendLines(_ request: APIRequest) async throws -> Response {
        let run = try await run(of: request)
        let bytes = try await request.request.bodyBytes(upTo: limits.largestBody)
        let new = try await LargeBody.work(on: bytes.count) { try NewLines(try Document(json: bytes)) }
        let sequence = try await sequence(
            for: request, body: bytes, given: new.sequence, isNeeded: new.needsSequence)
        let lines = new.lines(sequence: sequence)
        try await store.appendLog(lines, to: run)
        await signs.give(for: run)
        return Response(json: ["accepted": .int(Int64(lines.count))])
    }

    /// The sequence number of what has none of its own.
    private func sequence(
        for request: APIRequest, body: [UInt8], given: Int64?, isNeeded: Bool
    ) async throws -> Int64 {
        if let given { return given }
        guard isNeeded else { return 0 }
        let (reserved, _) = try await keys.reservation(for: request, body: body) {
            ["sequence": .int(sequences.next())]
        }
        guard let sequence = reserved["sequence"]?.intValue else {
            throw RegistryError(.corruptData, "What is stored for the request's key is no sequence number.")
        }
        return sequence
    }
}
