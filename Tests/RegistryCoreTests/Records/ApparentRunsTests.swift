import RegistryCore
import RegistryTestKit
import Testing

struct ApparentRunsTests {
    private static let now = WallTime(millisecondsSince1970: 1_700_000_000_000)

    /// Runs of any status, with a last sign of life from 0 to 200 seconds ago, or none. Most say that they are running.
    private static func runs(_ generator: inout SeededGenerator) -> [Document] {
        (0..<60).map { index in
            let silence = Int64.random(in: 0...200, using: &generator) * 1_000
            let sign = WallTime(millisecondsSince1970: now.millisecondsSince1970 - silence)
            let status = Bool.random(using: &generator) ? nil : RunStatus.allCases.randomElement(using: &generator)
            return Run(
                id: RunID(time: now, using: &generator), name: "\(index % 7)", status: status ?? .running,
                startTime: now,
                heartbeat: Bool.random(using: &generator) ? sign : nil
            ).document
        }
    }

    /// The runs as they would be, had somebody written down how they appear.
    private static func asTheyAppear(_ runs: [Document]) -> [Document] {
        runs.map { run in
            var run = run
            if let status = run["status"]?.stringValue.flatMap(RunStatus.init) {
                run["status"] = .string(status.apparent(lastSign: run["heartbeat"]?.dateValue, at: now).rawValue)
            }
            return run
        }
    }

    private static let expressions = [
        "status = 'lost'", "status = 'running'", "status != 'lost'", "status != 'running'", "not status = 'lost'",
        "status in ('lost', 'killed')", "status ~ '^l'", "status = 'lost' and start_time > '2020-01-01'",
        "status = 'finished' or not (status = 'running')",
    ]

    private static let filters: [Filter] =
        [
            .everything, .field("status", .exists(false)), .field("status", .equals(.null)),
            .field("status", .less("m")), .not(.field("status", .not(.equals("lost")))),
            .and([.field("status", .greater("a")), .field("name", .equals("3"))]),
        ]

    @Test(arguments: 0..<8)
    func `Runs are found, counted and grouped as if it were written down that they are lost`(seed: UInt64) async throws
    {
        var generator = SeededGenerator(seed: seed)
        let runs = Self.runs(&generator)
        let (stored, written) = (MemoryStore(), MemoryStore())
        try await stored.insert(runs, into: .runs)
        try await written.insert(Self.asTheyAppear(runs), into: .runs)
        let apparent = ApparentRuns(stored, at: Self.now)
        let filters = try Self.filters + Self.expressions.map { try Filter(expression: $0, in: .runs) }
        for filter in filters {
            let expected = try await written.find(in: .runs, Query(filter, limit: 100)).elements
            #expect(try await apparent.find(in: .runs, Query(filter, limit: 100)).elements == expected)
            let encoded = try await apparent.findEncoded(in: .runs, Query(filter, limit: 100)).elements
            #expect(try encoded.map { try $0.document() } == expected)
            #expect(try await apparent.count(in: .runs, matching: filter) == expected.count)
            for field in ["status", "name"] as [FieldPath] {
                for limit in [1, 3, 100] {
                    #expect(
                        try await apparent.groups(by: field, in: .runs, matching: filter, limit: limit)
                            == written.groups(by: field, in: .runs, matching: filter, limit: limit))
                    #expect(
                        try await apparent.distinctValues(of: field, in: .runs, matching: filter, limit: limit)
                            == written.distinctValues(of: field, in: .runs, matching: filter, limit: limit))
                }
            }
        }
    }

    @Test func `Pages that are asked one after the other show each lost run once, though time goes on`() async throws {
        var generator = SeededGenerator(seed: 1)
        let runs = Self.runs(&generator)
        let store = MemoryStore()
        try await store.insert(runs, into: .runs)
        let filter = Filter.field("status", .equals("lost"))
        var query = Query(filter, limit: 3)
        var found: [Document] = []
        var milliseconds = Self.now.millisecondsSince1970
        repeat {
            let moment = WallTime(millisecondsSince1970: milliseconds)
            let page = try await ApparentRuns(store, at: moment).find(in: .runs, query)
            found += page.elements
            query.cursor = page.next
            milliseconds += 10
        } while query.cursor != nil
        let expected = Self.asTheyAppear(runs).filter { $0["status"] == "lost" }
        #expect(found.count > 3)
        #expect(Set(found.map { $0["_id"] }) == Set(expected.map { $0["_id"] }))
        #expect(found.count == expected.count)
        // A cursor of another question is refused as ever.
        let cursor = try await ApparentRuns(store, at: Self.now).find(in: .runs, Query(filter, limit: 1)).next
        await #expect(throws: RegistryError.self) {
            try await ApparentRuns(store, at: Self.now).find(in: .runs, Query(limit: 1, cursor: cursor))
        }
    }
}
