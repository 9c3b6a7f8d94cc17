import Dispatch

/// Has every sink of a journal fed in a lane of its own: none waits for another, however slow or silent that one is.
struct SinkDriver {
    private let makers: [SinkMaker]
    private let source: JournalSource
    private let board: LaneBoard
    private let surroundings: Surroundings
    private let keepsSegments: Bool
    private let interval: Duration
    private let report: @Sendable (LogProblem) -> Void

    /// - Parameters:
    ///   - makers: One for each lane of the board, in order.
    ///   - keepsSegments: Whether the journal stays when every sink has passed it.
    ///   - interval: How often sinks keep what they have and give a sign of life, and passed segments are deleted.
    init(
        makers: [SinkMaker], source: JournalSource, board: LaneBoard, surroundings: Surroundings, keepsSegments: Bool,
        interval: Duration, report: @escaping @Sendable (LogProblem) -> Void
    ) {
        self.makers = makers
        self.source = source
        self.board = board
        self.surroundings = surroundings
        self.keepsSegments = keepsSegments
        self.interval = interval
        self.report = report
    }

    /// Works until every sink has finished or is given up, or the task is cancelled. A journal that every sink has passed is deleted.
    func run() async {
        // A timer of Dispatch: log calls that wait for room may hold all of Swift's threads.
        let ticker = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "TrainingLog.tick"))
        ticker.setEventHandler {
            board.tick()
            deletePassedSegments()
        }
        ticker.schedule(deadline: .now() + interval.seconds, repeating: interval.seconds)
        ticker.activate()
        let executors = makers.map { DispatchExecutor(label: "TrainingLog.\($0.name)") }
        await withTaskGroup { group in
            for (index, maker) in makers.enumerated() {
                group.addTask(executorPreference: executors[index]) { [source, board, surroundings, report] in
                    // The sink is made where it is used: it belongs to this task alone.
                    var lane = SinkLane(
                        index, sink: maker.make(), source: source, board: board, surroundings: surroundings,
                        isPlaceClosed: maker.isPlaceClosed, report: report)
                    await lane.run()
                }
            }
        }
        withExtendedLifetime(executors) {}
        ticker.cancel()
        if !keepsSegments, isDelivered { source.folder.remove() }
        board.giveUp()
    }

    /// Deletes what every sink has, also those that this process does not have. Nothing is deleted while a checkpoint cannot be
    /// read, or a lane has not said yet where it begins.
    private func deletePassedSegments() {
        guard !keepsSegments, board.lanes.allSatisfy(\.hasBegun),
            let checkpoints = try? Checkpoint.all(in: source.folder),
            let passed = checkpoints.map(\.position.segment).min()
        else { return }
        // What a dead process left stays whole when it is damaged, or a sink refused some of it. A living one goes on: its journal
        // must not grow for ever, and the checkpoints remember how much is missing.
        guard source.writer != nil || checkpoints.allSatisfy({ $0.lost == 0 && $0.rejected == 0 }) else { return }
        source.deleteSegments(before: passed)
    }

    private var isDelivered: Bool {
        guard board.lanes.allSatisfy(\.isFinished) else { return false }
        return (try? Checkpoint.areAllSettled(in: source.folder)) ?? false
    }
}
