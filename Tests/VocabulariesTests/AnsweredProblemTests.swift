import RegistryCore
import Synchronization
import Testing
import TrainingLog
import Vocabularies

/// What is told of something that was logged is answered with the words that logged it.
@Suite(.timeLimit(.minutes(1)))
struct AnsweredProblemTests {
    private final class Answer: Sendable {
        let call = Mutex<(@Sendable () -> Void)?>(nil)
        let count = Mutex(0)

        func give() {
            count.withLock { $0 += 1 }
            call.withLock { $0 }?()
        }
    }

    private let bench: MLBench
    private let answer = Answer()

    init() throws { bench = try MLBench() }

    /// A logger that is closed: what is logged to it is told.
    private func closedLogger(_ respond: @escaping @Sendable (MLLogger) -> Void) async throws -> MLLogger {
        let logger = try bench.logger { [answer] in $0.onProblem = { _ in answer.give() } }
        try await logger.close()
        answer.call.withLock { $0 = { respond(logger) } }
        return logger
    }

    private func expectAnAnswer() {
        #expect(answer.count.withLock { $0 } > 0)
        // Else the logger would keep itself.
        answer.call.withLock { $0 = nil }
    }

    @Test func `What is told of a line may be answered by reading lines, and by another line`() async throws {
        let read = Mutex<[String]>([])
        let logger = try await closedLogger { logger in
            read.withLock { $0 = logger.getLogs().map(\.message) }
            logger.info("answer")
        }
        logger.info("late")
        expectAnAnswer()
        #expect(read.withLock { $0 } == ["late"])
        #expect(logger.getLogs().map(\.message) == ["late", "answer"])
    }

    @Test func `What is told of parameters may be answered by reading them, and by setting one`() async throws {
        let read = Mutex<Document>([:])
        let logger = try await closedLogger { logger in
            read.withLock { $0 = logger.params.read() }
            try? logger.params.update("answered", true)
        }
        try logger.params.set(["lr": 1])
        expectAnAnswer()
        #expect(read.withLock { $0 } == ["lr": 1] && logger.params.read() == ["lr": 1, "answered": true])
        try logger.params.extend(["momentum": 0.9])
        #expect(logger.params.read("momentum") == 0.9)
    }

    @Test func `What is told of a readme may be answered by reading it, and by a paragraph`() async throws {
        let read = Mutex("")
        let logger = try await closedLogger { logger in
            read.withLock { $0 = logger.readme.text }
            logger.readme.append("answer")
        }
        logger.readme.write("late")
        expectAnAnswer()
        #expect(read.withLock { $0 } == "late" && logger.readme.text == "late\n\nanswer")
    }
}
