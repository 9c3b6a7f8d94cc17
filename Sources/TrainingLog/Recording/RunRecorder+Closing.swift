import RegistryCore
import Synchronization

/// The end: what has arrived, and what has not.
extension RunRecorder {
    /// Waits until what the run is made with is in the journal. Where it is not looked at, nothing has begun, or the run has ended,
    /// that is at once. It is given the configuration's patience, and no more than a limit.
    func waitForEnvironment(atMost limit: Duration) async {
        guard surveying.isGoing else { return }
        let limit = min(limit, configuration.environmentPatience)
        let timer = Task(executorPreference: surveyExecutor) { [environment] in
            try? await Task.sleep(for: limit)
            environment.open()
        }
        await withTaskCancellationHandler {
            await environment.wait()
        } onCancel: {
            environment.open()
        }
        timer.cancel()
    }

    /// Waits until everything has arrived.
    ///
    /// - Returns: What has not.
    func waitUntilOver(deadline: Duration) async -> [DeliveryDebt] {
        let timer = Task(executorPreference: surveyExecutor) { [self] in
            try await Task.sleep(for: deadline)
            giveUp()
        }
        board.beginWaiting()
        recovery.beginWaiting()
        await withTaskCancellationHandler {
            await board.waitUntilOver()
            await recovery.waitUntilOver()
        } onCancel: {
            giveUp()
        }
        timer.cancel()
        driver.cancel()
        await letJournalGo()
        return debts
    }

    /// Lets the journal go as soon as no sink is at work. One that does not come back (a store that is silent) is not waited
    /// for longer than a moment; then the journal is let go later.
    private func letJournalGo() async {
        let (ends, end) = AsyncStream<Void>.makeStream()
        // Not on Swift's threads: a disk that does not answer would keep one for ever.
        Task(executorPreference: driverExecutor) { [driver, journal] in
            await driver.value
            journal.letGo()
            end.finish()
        }
        let timer = Task(executorPreference: surveyExecutor) {
            try await Task.sleep(for: .milliseconds(500))
            end.finish()
        }
        for await _ in ends {}
        timer.cancel()
    }

    private func giveUp() {
        board.giveUp()
        recovery.giveUp()
    }

    private var debts: [DeliveryDebt] {
        let entries = entryCount.load(ordering: .relaxed)
        let dropped = journal.dropped
        let hasBegun = journal.nextSequence > firstSequence
        let own = zip(sinkNames, board.lanes).map { name, lane in
            let cause = lane.failure ?? lane.trouble ?? lane.refusal
            // Where everything has arrived, the end of the run may not have.
            let unfinished = cause ?? (hasBegun ? JournalRecovery.unfinished : nil)
            return DeliveryDebt(
                sink: name, undelivered: max(0, entries - lane.passed - lane.lost), lost: lane.lost + dropped,
                rejected: lane.rejected, failure: lane.isFinished ? lane.refusal : unfinished)
        }
        let unwritten = journal.unwritten
        let refused = DeliveryDebt(
            sink: "journal", undelivered: unwritten.count, lost: 0, rejected: refusedCount.load(ordering: .relaxed),
            failure: unwritten.count == 0 ? nil : Self.inMemory(unwritten.failure))
        return (own + [refused] + recovery.debts).filter { !$0.isSettled }
    }

    private static func inMemory(_ failure: (any Error)?) -> RegistryError {
        let cause = failure.map { " " + LogProblem.text(of: $0) } ?? ""
        return RegistryError(
            .unavailable, "They are in memory only, and are lost when this process ends.\(cause)", underlying: failure)
    }
}
