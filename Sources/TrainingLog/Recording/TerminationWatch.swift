import Dispatch
import RegistryCore
import Synchronization

/// Ends the runs of this process in order when it is told to end.
final class TerminationWatch: Sendable {
    static let shared = TerminationWatch()

    private struct State {
        var recorders: [ObjectIdentifier: RunRecorder] = [:]
        var isWatching = false
        var isEnding = false
    }

    /// How long sinks may take. Whoever sends SIGTERM mostly sends SIGKILL ten seconds later.
    private static let deadline = Duration.seconds(8)

    private let state = Mutex(State())

    /// Has a run ended as killed when the process is told to end.
    func add(_ recorder: RunRecorder) {
        let isFirst = state.withLock { state in
            state.recorders[ObjectIdentifier(recorder)] = recorder
            defer { state.isWatching = true }
            return !state.isWatching
        }
        if isFirst { TerminationSignals.watch { [self] in obey($0) } }
    }

    /// Forgets a run that has ended.
    func remove(_ recorder: RunRecorder) {
        state.withLock { _ = $0.recorders.removeValue(forKey: ObjectIdentifier(recorder)) }
    }

    private func obey(_ signal: Int32) {
        let (isSecond, recorders) = state.withLock { state in
            defer { state.isEnding = true }
            return (state.isEnding, Array(state.recorders.values))
        }
        // Asked twice: whoever asks does not want to wait.
        if isSecond || recorders.isEmpty { return TerminationSignals.obey(signal) }
        // The training may occupy all of Swift's threads: what follows may never begin, and the process ends all the same.
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(9)) { TerminationSignals.obey(signal) }
        for recorder in recorders {
            recorder.end(.killed, message: "The process was told to end (signal \(signal)).", cause: .signal)
        }
        Task {
            await withTaskGroup { group in
                for recorder in recorders {
                    group.addTask {
                        for debt in await recorder.waitUntilOver(deadline: Self.deadline) {
                            recorder.configuration.onProblem(
                                LogProblem(sink: debt.sink, kind: .failed, error: debt.failure, message: debt.sentence))
                        }
                    }
                }
            }
            TerminationSignals.obey(signal)
        }
    }
}
