import HTTPTypes
import RegistryCore
import Testing

@testable import RegistryWeb

/// A server with one run, and what its store holds.
struct WritingFixture {
    let store = MemoryStore()
    let server: WebFixture
    let run: RunID

    init(limits: RequestLimits = RequestLimits()) async throws {
        run = try #require(RunID("0190a000000070008000000000000001"))
        try await store.insert(
            [Run(id: run, name: "first", startTime: .now, heartbeat: .now).document], into: .runs)
        server = try WebFixture(store: store, limits: limits)
    }

    /// A key that a client made up.
    static func key(_ text: String) throws -> HTTPFields {
        [try #require(HTTPField.Name(RequestKey.headerName)): text]
    }

    /// The values of a metric in the order of their steps.
    func values(of metric: String) async throws -> [Double] {
        try await SeriesReading.points(
            of: SeriesID(run: run, metric: metric), in: .min ... .max, atMost: 1_000, from: store
        )
        .points.map(\.value)
    }

    func texts() async throws -> [String] {
        try await store.logLines(of: run, behind: nil, minimumLevel: .debug, limit: 100).map(\.text)
    }

    func artifactCount() async throws -> Int { try await store.count(in: .artifacts, matching: .everything) }
}
