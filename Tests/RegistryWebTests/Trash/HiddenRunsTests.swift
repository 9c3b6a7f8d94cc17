import Synchronization
import Testing

@testable import RegistryWeb

@Suite struct HiddenRunsTests {
    /// A clock that stands still until a test moves it.
    private final class HandClock: Clock {
        private let time = Mutex(ContinuousClock.now)

        var now: ContinuousClock.Instant { time.withLock { $0 } }
        var minimumResolution: Duration { .zero }

        func advance(by duration: Duration) { time.withLock { $0 += duration } }

        func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {}
    }

    private let clock = HandClock()
    private let hidden: HiddenRuns

    init() { hidden = HiddenRuns(clock: clock) }

    @Test func `what was read is good for a second, and then is read again`() async throws {
        #expect(try await hidden.runs { ["a"] } == ["a"])
        clock.advance(by: .milliseconds(999))
        #expect(try await hidden.runs { ["b"] } == ["a"])
        clock.advance(by: .milliseconds(1))
        #expect(try await hidden.runs { ["b"] } == ["b"])
    }

    @Test func `what this server deletes is seen at once`() async throws {
        #expect(try await hidden.runs { ["a"] } == ["a"])
        hidden.forget()
        #expect(try await hidden.runs { ["a", "b"] } == ["a", "b"])
    }

    @Test func `what was asked for before a deletion is not kept after it`() async throws {
        let early = try await hidden.runs {
            hidden.forget()
            return ["early"]
        }
        #expect(early == ["early"])
        #expect(try await hidden.runs { ["late"] } == ["late"])
    }

    @Test func `an error is thrown and not kept`() async throws {
        struct Away: Error {}
        await #expect(throws: Away.self) { try await hidden.runs { throw Away() } }
        #expect(try await hidden.runs { ["a"] } == ["a"])
    }
}
