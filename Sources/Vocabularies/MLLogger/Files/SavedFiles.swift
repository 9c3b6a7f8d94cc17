import RegistryCore
import Synchronization
import TrainingLog

/// What was saved in this process: it is on its way to the disk, and whoever asks for it waits.
///
/// Of each file its number in the journal is known, and nothing of what it holds. What has arrived is forgotten: it is a file like others.
final class SavedFiles: Sendable {
    private struct State {
        /// The numbers of what was saved last, by names: of several threads that save a name the disk has in the end what is last in the journal.
        var sequences: [String: Int64] = [:]
        /// With so many, those that have arrived are looked for.
        var mostBeforeTidying = SavedFiles.fewest
    }

    private let state = Mutex(State())
    private let delivery: @Sendable (Int64) -> FileDelivery
    private let retry: @Sendable () -> Void
    private let settling = Mutex<(@Sendable (String) -> Void)?>(nil)

    /// How long one waits for a file that was saved.
    private static let patience = Duration.seconds(30)
    /// So many that have arrived are kept.
    private static let fewest = 64

    /// - Parameters:
    ///   - delivery: How it goes with the file that has a number in the journal.
    ///   - retry: Has files tried again at once that could not be put in their place before.
    init(delivery: @escaping @Sendable (Int64) -> FileDelivery, retry: @escaping @Sendable () -> Void = {}) {
        self.delivery = delivery
        self.retry = retry
    }

    /// Those that a logger brings to the disk.
    convenience init(of logger: Logger) {
        self.init(delivery: { logger.fileDelivery(ofSequence: $0) }, retry: { logger.retryFiles() })
    }

    /// Notes what the journal has.
    func note(_ name: String, sequence: Int64) {
        let isMuch = state.withLock { state in
            // Another thread may have saved something later, and noted it before.
            if let there = state.sequences[name], there > sequence { return false }
            state.sequences[name] = sequence
            return state.sequences.count > state.mostBeforeTidying
        }
        if isMuch { tidy() }
    }

    /// How many are known, also of those that have arrived and are not forgotten yet.
    var count: Int { state.withLock { $0.sequences.count } }

    /// Whether something is on its way.
    func has(_ name: String) -> Bool {
        state.withLock { $0.sequences[name] }.map { !hasArrived($0) } ?? false
    }

    /// The names of all that is on its way.
    var names: [String] { state.withLock { $0.sequences }.filter { !hasArrived($0.value) }.map(\.key) }

    /// Calls something when a file is asked for, before it is looked for: what is about to be saved under its name is saved.
    func beforeLoading(_ call: @escaping @Sendable (String) -> Void) { settling.withLock { $0 = call } }

    /// Has saved what is about to be saved under a name.
    func settle(_ name: String) { settling.withLock { $0 }?(name) }

    /// Returns when what was saved last under a name is where it belongs; at once when nothing was. What is known to be in vain is not waited for.
    ///
    /// - Parameter path: Where it belongs, for the errors.
    /// - Throws: ``RegistryError`` with `unavailable` when the file cannot be put there now, or the reason why it never will be; `timedOut`
    ///   when it has not arrived for another reason; `CancellationError`.
    func waitForArrival(of name: String, at path: String) async throws {
        var attempts: AttemptedDelivery?
        let end = ContinuousClock.now + Self.patience
        // What is saved meanwhile takes the place of what was waited for.
        while let wanted = state.withLock({ $0.sequences[name] }) {
            switch delivery(wanted) {
            case .arrived: return forget(name, wanted)
            case .going: attempts = nil
            case .over(let reason): throw Self.over(name, path, reason)
            case .failing(let reason, let count):
                // What failed may have been put right since, and is tried at once: somebody waits. Twice, because one attempt may
                // end with something else that the logger does there.
                guard let count else { throw Self.failing(name, path, reason) }
                var known = attempts ?? AttemptedDelivery(first: count)
                guard count - known.first < 2 else { throw Self.failing(name, path, reason) }
                if known.asked != count { retry() }
                known.asked = count
                attempts = known
            }
            guard ContinuousClock.now < end else {
                throw RegistryError(.timedOut, "\(name) was saved and has not arrived at \(path) yet.")
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Attempts that failed while somebody waits.
    private struct AttemptedDelivery {
        /// How many there were when the waiting began.
        let first: Int
        /// How many there were when the last one was asked for.
        var asked: Int?
    }

    private static func failing(_ name: String, _ path: String, _ reason: RegistryError) -> RegistryError {
        RegistryError(
            .unavailable,
            "\(name) was saved and cannot be put at \(path): \(reason.message) The logger keeps it, and tries again.",
            underlying: reason)
    }

    private static func over(_ name: String, _ path: String, _ reason: RegistryError) -> RegistryError {
        RegistryError(reason.code, "\(name) was saved and is not at \(path): \(reason.message)", underlying: reason)
    }

    private func hasArrived(_ sequence: Int64) -> Bool { if case .arrived = delivery(sequence) { true } else { false } }

    private func forget(_ name: String, _ sequence: Int64) {
        state.withLock { if $0.sequences[name] == sequence { $0.sequences[name] = nil } }
    }

    /// Forgets what has arrived. It is done when there are twice as many as were left the last time, so that saving costs the same however many
    /// there are.
    private func tidy() {
        for (name, sequence) in state.withLock({ $0.sequences }) where hasArrived(sequence) { forget(name, sequence) }
        state.withLock { $0.mostBeforeTidying = max(Self.fewest, 2 * $0.sequences.count) }
    }
}
