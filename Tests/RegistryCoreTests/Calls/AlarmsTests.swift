import RegistryCore
import Synchronization
import Testing

@Suite("Alarms")
struct AlarmsTests {
    /// A clock whose sleeps end when a test says so, and that is set by hand.
    private final class HandClock: Clock {
        typealias Instant = ContinuousClock.Instant

        private let start = ContinuousClock.now
        private let passed = Mutex(Duration.zero)
        let sleeps: AsyncStream<Instant>
        private let falling: AsyncStream<Instant>.Continuation
        private let sleepers = Mutex<[(until: Instant, waking: CheckedContinuation<Void, Never>)]>([])

        init() { (sleeps, falling) = AsyncStream.makeStream() }

        var now: Instant { start + passed.withLock { $0 } }
        var minimumResolution: Duration { .zero }

        func sleep(until deadline: Instant, tolerance: Duration?) async throws {
            await withCheckedContinuation { continuation in
                sleepers.withLock { $0.append((deadline, continuation)) }
                falling.yield(deadline)
            }
        }

        /// Ends the sleeps that last until a time after the start, or shorter.
        func wake(after time: Duration) {
            passed.withLock { $0 = time }
            let awake = sleepers.withLock { sleepers in
                let now = start + time
                defer { sleepers.removeAll { $0.until <= now } }
                return sleepers.filter { $0.until <= now }
            }
            for sleeper in awake { sleeper.waking.resume() }
        }

        func afterStart(_ time: Instant) -> Duration { start.duration(to: time) }
    }

    @Test func `an alarm rings when its time is over`() async {
        let (rung, ringing) = AsyncStream.makeStream(of: Void.self)
        let id = Alarms.system.set(in: .milliseconds(1)) { ringing.finish() }
        for await _ in rung {}
        #expect(!Alarms.system.cancel(id))
    }

    @Test func `one that is taken back does not ring, and the others do in their order`() async {
        let clock = HandClock()
        let alarms = Alarms(clock: clock)
        let (rung, ringing) = AsyncStream.makeStream(of: Int.self)
        var sleeps = clock.sleeps.makeAsyncIterator()
        var rings = rung.makeAsyncIterator()
        let ids = (1...3).map { number in alarms.set(in: .seconds(number)) { ringing.yield(number) } }
        #expect(await sleeps.next().map(clock.afterStart) == .seconds(1))
        #expect(alarms.cancel(ids[0]) && !alarms.cancel(ids[0]))
        clock.wake(after: .seconds(1))
        #expect(await sleeps.next().map(clock.afterStart) == .seconds(2))
        clock.wake(after: .seconds(2))
        #expect(await rings.next() == 2)
        #expect(await sleeps.next().map(clock.afterStart) == .seconds(3))
        clock.wake(after: .seconds(3))
        #expect(await rings.next() == 3)
        #expect(alarms.count == 0)
    }

    @Test func `an earlier alarm does not wait for a later one`() async {
        let clock = HandClock()
        let alarms = Alarms(clock: clock)
        let (rung, ringing) = AsyncStream.makeStream(of: Int.self)
        var sleeps = clock.sleeps.makeAsyncIterator()
        var rings = rung.makeAsyncIterator()
        _ = alarms.set(in: .seconds(60)) { ringing.yield(60) }
        #expect(await sleeps.next().map(clock.afterStart) == .seconds(60))
        _ = alarms.set(in: .seconds(1)) { ringing.yield(1) }
        #expect(await sleeps.next().map(clock.afterStart) == .seconds(1))
        clock.wake(after: .seconds(1))
        #expect(await rings.next() == 1)
        #expect(alarms.count == 1)
    }

    @Test func `a thousand alarms that are taken back leave one sleep behind`() async {
        let clock = HandClock()
        let alarms = Alarms(clock: clock)
        for _ in 0..<1_000 { #expect(alarms.cancel(alarms.set(in: .seconds(30)) {})) }
        var sleeps = clock.sleeps.makeAsyncIterator()
        #expect(await sleeps.next().map(clock.afterStart) == .seconds(30))
        _ = alarms.set(in: .seconds(20)) {}
        #expect(await sleeps.next().map(clock.afterStart) == .seconds(20))
        #expect(alarms.count == 1)
    }
}
