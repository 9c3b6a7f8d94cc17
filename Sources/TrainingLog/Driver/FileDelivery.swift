package import RegistryCore

/// How it goes with bringing a logged file to the disk.
package enum FileDelivery: Sendable {
    /// Nothing is known that keeps it from arriving.
    case going
    /// It is there.
    case arrived
    /// It cannot be brought there now, for this reason; the logger keeps it. So many attempts have failed since the logger was made; `nil`
    /// where a further one cannot be asked for.
    case failing(RegistryError, attempts: Int?)
    /// It does not arrive any more, for this reason.
    case over(RegistryError)
}

extension RunRecorder {
    /// The sink that puts files under their names.
    private var fileLane: Int? { sinkNames.firstIndex(of: MediaSink.sinkName) }

    /// How it goes with the file that has a number in the journal.
    func fileDelivery(ofSequence sequence: Int64) -> FileDelivery {
        guard isInItsProcess(), let index = fileLane else { return .going }
        let lane = board.lanes[index]
        if let rejected = lane.recentRejections.first(where: { $0.sequence == sequence }) {
            return .over(Self.error(rejected.reason))
        }
        if sequence < lane.reached { return .arrived }
        if board.isOver, !lane.isFinished {
            let reason = (lane.failure ?? lane.refusal).map { Self.error($0) }
            return .over(
                reason
                    ?? RegistryError(
                        .unavailable, "The logger was closed before. The next one in the folder brings it."))
        }
        if lane.isFailing, let failure = lane.failure {
            return .failing(Self.error(failure), attempts: lane.failedAttempts)
        }
        let unwritten = journal.unwritten
        if unwritten.count > 0, let failure = unwritten.failure {
            // The journal tries again by itself, and is not asked to: that could keep the calling thread.
            return .failing(Self.error(failure), attempts: nil)
        }
        return .going
    }

    /// Has the sink of files tried at once, should it pause after a failure.
    func retryFiles() {
        guard isInItsProcess(), let index = fileLane, board.lanes[index].isFailing else { return }
        board.endPause(of: index)
    }

    private static func error(_ reason: any Error) -> RegistryError {
        reason as? RegistryError ?? RegistryError(.unavailable, LogProblem.text(of: reason), underlying: reason)
    }
}

extension Logger {
    /// How it goes with the file that ``keepFile(_:bytes:fileType:contentType:label:step:)`` gave a number.
    package func fileDelivery(ofSequence sequence: Int64) -> FileDelivery {
        recorder?.fileDelivery(ofSequence: sequence) ?? .going
    }

    /// Has files tried again at once that could not be put in their place before.
    package func retryFiles() { recorder?.retryFiles() }
}
