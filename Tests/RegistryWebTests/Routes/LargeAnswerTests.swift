import HTTPTypes
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct LargeAnswerTests {
    /// Records of about 1,000 bytes, numbered from 1.
    private func store(count: Int) async throws -> MemoryStore {
        let text = Value.string(String(repeating: "x", count: 950))
        return try await MemoryStore.holding((1...count).map { ["n": .int(Int64($0)), "text": text] })
    }

    @Test(arguments: ["", "sort=-n&", "sort=n&"], [1, 10_000, 70_000])
    func `an answer ends at its limit and the next begins behind it`(sort: String, limit: Int) async throws {
        let count = 180
        let server = try WebFixture(
            store: try await store(count: count), limits: RequestLimits(largestAnswer: limit))
        var seen: [Int64] = []
        var path: String? = "/api/v1/artifacts?\(sort)limit=1000"
        while let current = path, seen.count <= count {
            let answer = try await server.get(current)
            #expect(answer.bytes.count < limit + 2_000)
            let records = answer.json["artifacts"]?.arrayValue ?? []
            #expect(!records.isEmpty)
            seen += records.compactMap { $0.documentValue?["n"]?.intValue }
            path = answer.json["next"]?.stringValue.map { "/api/v1/artifacts?\(sort)limit=1000&cursor=\($0)" }
        }
        let all = (1...Int64(count)).map { $0 }
        #expect(seen == (sort.hasPrefix("sort=-") ? all.reversed() : all))
    }

    @Test func `a page longer than the store is asked for at once comes whole`() async throws {
        let server = try WebFixture(store: try await store(count: 130))
        let answer = try await server.get("/api/v1/artifacts?limit=120")
        #expect(answer.json["artifacts"]?.arrayValue?.count == 120)
        let cursor = try #require(answer.json["next"]?.stringValue)
        let rest = try await server.get("/api/v1/artifacts?limit=120&cursor=\(cursor)")
        #expect(rest.json["artifacts"]?.arrayValue?.count == 10)
        #expect(rest.json["next"] == .null)
    }

    @Test func `a list of runs is bounded as well`() async throws {
        let store = MemoryStore()
        let runs = try (1...9).map { number in
            let id = try #require(RunID("0190a00000007000800000000000000\(number)"))
            var run = Run(
                id: id, experiment: "e", name: "", startTime: WallTime(millisecondsSince1970: Int64(number)))
            run.notes = String(repeating: "x", count: 900)
            return run.document
        }
        try await store.insert(runs, into: .runs)
        let server = try WebFixture(store: store, limits: RequestLimits(largestAnswer: 4_000))
        let first = try await server.get("/api/v1/runs?limit=9")
        let cursor = try #require(first.json["next"]?.stringValue)
        let second = try await server.get("/api/v1/runs?limit=9&cursor=\(cursor)")
        let counts = [first, second].map { $0.json["runs"]?.arrayValue?.count }
        #expect(counts == [4, 4])
    }

    @Test(arguments: ["limit=1001", "limit=10000"])
    func `more than 1,000 records are refused`(query: String) async throws {
        #expect(try await WebFixture().get("/api/v1/artifacts?\(query)").code == "invalidArgument")
        #expect(try await WebFixture().get("/api/v1/runs?\(query)").code == "invalidArgument")
    }
}
