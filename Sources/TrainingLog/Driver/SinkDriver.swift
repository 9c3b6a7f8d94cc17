/// Has every sink fed in a lane of its own: none waits for another, however slow or silent that one is.
struct SinkDriver {
    private let makers: [SinkMaker]
    private let channel: LogChannel
    private let surroundings: Surroundings
    private let report: @Sendable (LogProblem) -> Void

    /// - Parameter makers: One for each lane of the channel, in order.
    init(
        makers: [SinkMaker], channel: LogChannel, surroundings: Surroundings,
        report: @escaping @Sendable (LogProblem) -> Void
    ) {
        self.makers = makers
        self.channel = channel
        self.surroundings = surroundings
        self.report = report
    }

    /// Works until every sink has finished, or the task is cancelled.
    func run() async {
        let executors = makers.map { $0.blocksItsThread ? DispatchExecutor(label: "TrainingLog.\($0.name)") : nil }
        await withTaskGroup { group in
            for (index, maker) in makers.enumerated() {
                group.addTask(executorPreference: executors[index]) { [channel, surroundings, report] in
                    // The sink is made where it is used: it belongs to this task alone.
                    var lane = SinkLane(
                        index, sink: maker.make(), channel: channel, surroundings: surroundings, report: report)
                    await lane.run()
                }
            }
        }
        withExtendedLifetime(executors) {}
        channel.giveUp()
    }
}
