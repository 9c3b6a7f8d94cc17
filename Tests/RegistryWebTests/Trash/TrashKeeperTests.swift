import Logging
import RegistryCore
import Synchronization
import Testing

@testable import RegistryWeb

@Suite struct TrashKeeperTests {
    /// A clock whose sleeps end when a test says so.
    private final class HandClock: Clock {
        private let sleepers = Mutex<[CheckedContinuation<Void, Never>]>([])

        var now: ContinuousClock.Instant { .now }
        var minimumResolution: Duration { .zero }
        var sleeping: Int { sleepers.withLock { $0.count } }

        func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
            await withCheckedContinuation { continuation in sleepers.withLock { $0.append(continuation) } }
        }

        func wake() {
            let all = sleepers.withLock { sleepers in
                defer { sleepers = [] }
                return sleepers
            }
            for one in all { one.resume() }
        }
    }

    /// The time of the trash, which a test moves.
    private final class Days: Sendable {
        private let time = Mutex(WallTime(millisecondsSince1970: 1_700_000_000_000))

        var now: WallTime { time.withLock { $0 } }

        func pass(minutes: Int64) {
            time.withLock { $0 = WallTime(millisecondsSince1970: $0.millisecondsSince1970 + minutes * 60_000) }
        }
    }

    private static let week: Int64 = 7 * 24 * 60

    private let store = MemoryStore()
    private let days = Days()
    private let clock = HandClock()

    private var trash: Trash { Trash(store: store, now: { [days] in days.now }) }

    private var keeper: TrashKeeper { TrashKeeper(trash: trash, clock: clock, logger: Logging.Logger(label: "test")) }

    private func items() async throws -> Int { try await store.count(in: .trash, matching: .everything) }

    private func delete(_ id: String) async throws {
        try await store.insert([["_id": .string(id), "ModelName": "model"]], into: .artifacts)
        _ = try await trash.delete([.string(id)], from: .artifacts)
    }

    @Test(.timeLimit(.minutes(5))) func `the trash empties itself while the server runs`() async throws {
        try await delete("first")
        let work = Task { [keeper] in await keeper.run() }
        while clock.sleeping == 0 { try await Task.sleep(for: .milliseconds(2)) }
        #expect(try await items() == 1)
        days.pass(minutes: Self.week + 61)
        clock.wake()
        while clock.sleeping == 0 { try await Task.sleep(for: .milliseconds(2)) }
        #expect(try await items() == 0)
        work.cancel()
        clock.wake()
        await work.value
    }

    @Test func `what can just be restored is not removed at the same moment, and later neither is possible`()
        async throws
    {
        try await delete("record")
        days.pass(minutes: Self.week + 1)
        await #expect(throws: RegistryError.self) { try await trash.restore([.string("record")], to: .artifacts) }
        #expect(try await keeper.purge() == 0)
        days.pass(minutes: 60)
        #expect(try await keeper.purge() == 1)
    }

    @Test func `what is deleted anew is not removed for its first deletion`() async throws {
        try await delete("record")
        let old = try #require(try await store.find(in: .trash, Query()).elements.first)
        days.pass(minutes: Self.week + 61)
        try await delete("record")
        try await trash.purge(old)
        #expect(try await items() == 1)
        try await trash.restore([.string("record")], to: .artifacts)
        #expect(try await store.record(.string("record"), in: .artifacts) != nil)
    }

    @Test func `one that cannot be removed keeps none of the others, and its fault is told`() async throws {
        for id in ["a", "b", "c"] { try await delete(id) }
        let items = try await store.find(in: .trash, Query(sort: [SortKey("_id")])).elements
        let stuck = try #require(items.first?["_id"].flatMap(RecordID.init))
        let failing = PausingStore(store)
        failing.keep(stuck)
        let trash = Trash(store: failing, now: { [days] in days.now })
        days.pass(minutes: Self.week + 61)
        let keeper = TrashKeeper(trash: trash, clock: clock, logger: Logging.Logger(label: "test"))
        await #expect(throws: RegistryError.self) { try await keeper.purge() }
        #expect(try await store.find(in: .trash, Query()).elements.map { $0["_id"] } == [stuck.value])
    }

    @Test func `a run that came after a purge that broke off is not removed for the one before it`() async throws {
        var generator = SystemRandomNumberGenerator()
        let id = RunID(time: days.now, using: &generator)
        for (name, time) in [("old", days.now), ("new", WallTime(millisecondsSince1970: 1_700_000_100_000))] {
            try await store.insert([Run(id: id, name: name, startTime: time).document], into: .runs)
            if name == "old" {
                _ = try await trash.delete([RecordID(id)], from: .runs)
                // The purge came as far as this.
                _ = try await store.deleteRun(id)
            }
        }
        days.pass(minutes: Self.week + 61)
        #expect(try await keeper.purge() == 1)
        #expect(try await store.record(RecordID(id), in: .runs)?["name"] == "new")
        #expect(try await items() == 0)
    }
}
