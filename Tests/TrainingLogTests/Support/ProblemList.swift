import Synchronization

@testable import TrainingLog

/// Keeps what a logger reports.
final class ProblemList: Sendable {
    private let problems = Mutex<[LogProblem]>([])

    var all: [LogProblem] { problems.withLock { $0 } }

    func add(_ problem: LogProblem) {
        problems.withLock { $0.append(problem) }
    }
}
