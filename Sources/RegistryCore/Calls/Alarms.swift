import Synchronization

/// Alarms for work that mostly ends long before them.
///
/// A sleeping task for each request costs the server more than its answer's headers: a task, a timer, and the end of both.
/// Here an alarm is an entry in a list. One task sleeps until the first alarm of those there were when it fell asleep; those
/// that were taken back meanwhile cost nothing more.
package final class Alarms: Sendable {
    /// The alarms of this process's own clock.
    package static let system = Alarms(clock: ContinuousClock())

    /// An alarm that was set.
    package struct ID: Hashable, Sendable {
        fileprivate let number: UInt64
    }

    private struct Alarm {
        let time: Duration
        let ring: @Sendable () -> Void
    }

    private struct State {
        var alarms: [ID: Alarm] = [:]
        var lastNumber: UInt64 = 0
        /// When the next look is taken; `nil` while none is to come.
        var nextLook: Duration?
    }

    private let sinceStart: @Sendable () -> Duration
    private let sleep: @Sendable (Duration) async throws -> Void
    private let state = Mutex(State())

    /// No alarms yet.
    package init(clock: some Clock<Duration>) {
        let start = clock.now
        sinceStart = { start.duration(to: clock.now) }
        sleep = { try await clock.sleep(for: $0) }
    }

    /// How many alarms are set.
    package var count: Int { state.withLock { $0.alarms.count } }

    /// Has something called once the time is over, unless the alarm is taken back before.
    ///
    /// - Parameter ring: Called on any thread; it must not block.
    package func set(in time: Duration, _ ring: @escaping @Sendable () -> Void) -> ID {
        let alarm = Alarm(time: sinceStart() + max(time, .zero), ring: ring)
        let (id, isEarlier) = state.withLock { state in
            state.lastNumber += 1
            let id = ID(number: state.lastNumber)
            state.alarms[id] = alarm
            return (id, Self.plan(alarm.time, in: &state))
        }
        if isEarlier { look(at: alarm.time) }
        return id
    }

    /// Takes an alarm back.
    ///
    /// - Returns: `false` when it has rung, or is ringing at this moment.
    @discardableResult
    package func cancel(_ id: ID) -> Bool {
        state.withLock { $0.alarms.removeValue(forKey: id) != nil }
    }

    /// Notes that a look is to be taken at a time, unless one comes before it.
    private static func plan(_ time: Duration, in state: inout State) -> Bool {
        if let next = state.nextLook, next <= time { return false }
        state.nextLook = time
        return true
    }

    /// Sleeps until a time, rings what is due by then, and sleeps again until the first of the rest.
    private func look(at time: Duration) {
        // Detached: it goes on for all who have alarms, and not as urgently, or with the task's values, of the one who was first.
        Task.detached { [self] in
            var next: Duration? = time
            while let time = next {
                do { try await sleep(time - sinceStart()) } catch { return }
                // The sleep was until this time, whatever a clock of a test says now.
                next = ring(until: max(time, sinceStart()), plannedFor: time)
            }
        }
    }

    /// Rings what is due. Gives when to look next; `nil` when another task looks, or there is nothing to look for.
    private func ring(until now: Duration, plannedFor time: Duration) -> Duration? {
        let (due, next) = state.withLock { state -> ([Alarm], Duration?) in
            let due = state.alarms.filter { $0.value.time <= now }
            for id in due.keys { state.alarms[id] = nil }
            // An earlier alarm has a task of its own, which goes on with the rest.
            guard state.nextLook == time else { return (Array(due.values), nil) }
            state.nextLook = state.alarms.values.map(\.time).min()
            return (Array(due.values), state.nextLook)
        }
        for alarm in due { alarm.ring() }
        return next
    }
}
