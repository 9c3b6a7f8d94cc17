import Dispatch
import RegistryCore

/// The clock, as the logger sees it; tests bring their own.
struct Surroundings: Sendable {
    /// Now.
    var now: @Sendable () -> WallTime
    /// Calls something after a while: the next attempt of a sink that failed.
    var after: @Sendable (Duration, @escaping @Sendable () -> Void) -> Void

    /// The machine's clock. Calls come on a thread of Dispatch, not on one of Swift's: those may all be occupied by the training,
    /// or wait in a log call for room that only this call makes.
    static let system = Surroundings(
        now: { .now },
        after: { pause, call in DispatchQueue.global().asyncAfter(deadline: .now() + pause.seconds) { call() } })
}
