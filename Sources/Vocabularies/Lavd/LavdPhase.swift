import Synchronization
import TrainingLog

/// Something that takes a while: its start and its end, with the duration, are in the log.
public final class LavdPhase: Sendable {
    /// Its name, behind the logger's prefix.
    public let name: String
    private let logger: Logger
    private let end: TaggedMessage.Tag
    private let start = ContinuousClock.now
    private let isOver: Mutex<Bool>

    init(_ owner: LavdLogger, _ name: String, from tag: TaggedMessage.Tag, to end: TaggedMessage.Tag) {
        // The end of what never began would stand in the log alone.
        isOver = Mutex(!owner.isEnabled)
        self.name = owner.prefix.before(name)
        self.end = end
        logger = owner.logger
        logger.log(TaggedMessage(tag, self.name))
    }

    /// Logs that it is over, and how long it took. Only the first call does.
    public func finish() {
        let isFirst = isOver.withLock { isOver in
            defer { isOver = true }
            return !isOver
        }
        guard isFirst else { return }
        let duration = ProgressText.duration(start.duration(to: .now), hasHours: true)
        logger.log(TaggedMessage(end, "\(name) - Duration: \(duration)"))
    }
}
