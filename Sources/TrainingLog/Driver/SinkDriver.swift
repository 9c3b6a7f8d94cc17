/// Has every sink of a journal fed in a lane of its own: none waits for another, however slow or silent that one is.
struct SinkDriver {
    private let makers: [SinkMaker]
    private let source: JournalSource
    private let board: LaneBoard
    private let surroundings: Surroundings
    private let keepsSegments: Bool
    private let report: @Sendable (LogProblem) -> Void

    /// - Parameters:
    ///   - makers: One for each lane of the board, in order.
    ///   - keepsSegments: Whether the journal stays when every sink has passed it.
    init(
        makers: [SinkMaker], source: JournalSource, board: LaneBoard, surroundings: Surroundings, keepsSegments: Bool,
        report: @escaping @Sendable (LogProblem) -> Void
    ) {
        self.makers = makers
        self.source = source
        self.board = board
        self.surroundings = surroundings
        self.keepsSegments = keepsSegments
        self.report = report
    }

    /// Works until every sink has finished, or the task is cancelled. A journal that every sink has passed is deleted.
    func run() async {
        let ticker = Task { [board, surroundings] in
            while !Task.isCancelled {
                await surroundings.waitForTick()
                board.tick()
                deletePassedSegments()
            }
        }
        let executors = makers.map { DispatchExecutor(label: "TrainingLog.\($0.name)") }
        await withTaskGroup { group in
            for (index, maker) in makers.enumerated() {
                group.addTask(executorPreference: executors[index]) { [source, board, surroundings, report] in
                    // The sink is made where it is used: it belongs to this task alone.
                    var lane = SinkLane(
                        index, sink: maker.make(), source: source, board: board, surroundings: surroundings,
                        report: report)
                    await lane.run()
                }
            }
        }
        withExtendedLifetime(executors) {}
        ticker.cancel()
        let lanes = board.lanes
        if lanes.allSatisfy({ $0.isFinished && $0.lost == 0 }), !keepsSegments { source.folder.remove() }
        board.giveUp()
    }

    private func deletePassedSegments() {
        guard !keepsSegments, let passed = board.lanes.map(\.keptSegments).min() else { return }
        source.deleteSegments(before: passed)
    }
}
