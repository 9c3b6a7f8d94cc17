import RegistryCore
import Testing

@testable import RegistryWeb

@Suite(.timeLimit(.minutes(5))) struct StoreProbeTests {
    private let store = PausingStore(MemoryStore())

    /// Every alarm goes off at once.
    private var probe: StoreProbe {
        StoreProbe(store: store, alarms: Alarms(clock: ImpatientClock()), clock: ContinuousClock())
    }

    @Test func `a store that hangs is known to hang until it answers again`() async throws {
        let probe = probe
        #expect(probe.silence == nil)
        store.pause()
        await probe.ask()
        #expect(probe.silence != nil)
        let usual = RequestLimits()
        #expect(probe.limits(usual, isReading: true).timeLimit == StoreProbe.hurry)
        #expect(probe.limits(usual, isReading: false).timeLimit == usual.timeLimit)
        let late = probe.told(RegistryError(.timedOut, "late"))
        #expect((late as? RegistryError)?.code == .unavailable)
        #expect((late as? RegistryError)?.message.contains("has not answered") == true)
        let other = probe.told(RegistryError(.notFound, "nothing"))
        #expect((other as? RegistryError)?.code == .notFound)
    }

    @Test func `a store that answers, with an error too, does not hang`() async throws {
        let probe = StoreProbe(store: store, alarms: Alarms(clock: ContinuousClock()), clock: ContinuousClock())
        store.fail()
        await probe.ask()
        #expect(probe.silence == nil)
        #expect(probe.limits(RequestLimits(), isReading: true).timeLimit == RequestLimits().timeLimit)
        store.goOn()
        await probe.ask()
        #expect(probe.silence == nil)
    }
}
