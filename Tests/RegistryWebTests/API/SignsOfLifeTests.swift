import RegistryCore
import Synchronization
import Testing

@testable import RegistryWeb

@Suite("Signs of life")
struct SignsOfLifeTests {
    @Test func `one is stored every twenty seconds, however much is logged, and each run has its own`() async throws {
        let fixture = try await WritingFixture()
        let time = Mutex(ContinuousClock.now)
        let signs = SignsOfLife(store: fixture.store) { time.withLock { $0 } }
        func heartbeat() async throws -> Value? {
            try await fixture.store.record(RecordID(fixture.run), in: .runs)?["heartbeat"]
        }
        func forget() async throws {
            try await fixture.store.update(RecordID(fixture.run), in: .runs, RecordChange(remove: ["heartbeat"]))
        }
        try await forget()
        await signs.give(for: fixture.run)
        #expect(try await heartbeat() != nil)
        try await forget()
        time.withLock { $0 += SignsOfLife.interval - .milliseconds(1) }
        await signs.give(for: fixture.run)
        #expect(try await heartbeat() == nil)
        await signs.give(for: try #require(RunID("0190a000000070008000000000000002")))
        time.withLock { $0 += .milliseconds(1) }
        await signs.give(for: fixture.run)
        #expect(try await heartbeat() != nil)
    }
}
