import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

/// Functions that are the body of a run, and how the run ends by them.
@Suite(.timeLimit(.minutes(5)))
struct RunBodyTests {
    private let bench: Workbench

    init() throws { bench = try Workbench() }

    @Test func `A body that throws marks its run as failed with the message, one that returns as finished`()
        async throws
    {
        struct Diverged: LocalizedError { var errorDescription: String? { "The loss is NaN" } }
        let bad = bench.logger()
        await #expect(throws: Diverged.self) {
            try await bad.run {
                bad.logScalar("Loss", .nan, step: 1)
                throw Diverged()
            }
        }
        #expect(await bench.store.runs[bad.runID.description]?["status"] == "failed")
        #expect(await bench.store.runs[bad.runID.description]?["statusMessage"] == "The loss is NaN.")
        let good = bench.logger()
        let answer = await good.run { 42 }
        #expect(answer == 42)
        #expect(await bench.store.runs[good.runID.description]?["status"] == "finished")
    }

    private actor Trainer {
        private var epochs = 0

        func train(_ logger: TrainingLog.Logger) async -> Int {
            await logger.run {
                epochs += 1
                logger.logScalar("Loss", 1, step: 1)
                await Task.yield()
                return epochs
            }
        }
    }

    @Test func `An actor's method can be the body`() async throws {
        let logger = bench.logger()
        #expect(await Trainer().train(logger) == 1)
        #expect(await bench.store.runs[logger.runID.description]?["status"] == "finished")
    }

    @Test func `A body that returns although its task was cancelled has finished, and everything of it arrives`()
        async throws
    {
        let logger = bench.logger()
        let (starts, start) = AsyncStream<Void>.makeStream()
        let task = Task {
            await logger.run {
                start.yield()
                while !Task.isCancelled { await Task.yield() }
                logger.logScalar("Loss", 1, step: 1)
                return 42
            }
        }
        for await _ in starts { break }
        task.cancel()
        #expect(await task.value == 42)
        let run = await bench.store.runs[logger.runID.description]
        #expect(run?["status"] == "finished" && run?["statusMessage"] == nil)
        #expect(await bench.store.values(of: "Loss") == [1])
        #expect(bench.problems.all.isEmpty)
    }

    @Test func `A body that was cancelled and fails for another reason has failed for that`() async throws {
        struct Diverged: Error {}
        let logger = bench.logger()
        let task = Task {
            try await logger.run {
                while !Task.isCancelled { await Task.yield() }
                throw Diverged()
            }
        }
        task.cancel()
        await #expect(throws: Diverged.self) { try await task.value }
        let run = await bench.store.runs[logger.runID.description]
        #expect(run?["status"] == "failed" && run?["statusMessage"] == "Diverged().")
    }

    @Test func `A body's result is returned although something was refused, which is told and said again by close`()
        async throws
    {
        let logger = bench.logger()
        let answer = await logger.run {
            logger.logArtifact(["bad.name": 1])
            return 42
        }
        #expect(answer == 42)
        #expect(await bench.store.runs[logger.runID.description]?["status"] == "finished")
        #expect(bench.problems.all.contains { $0.kind == .rejected })
        #expect(bench.problems.all.contains { $0.message.contains("Not everything that was logged has arrived") })
        await #expect(throws: RegistryError.self) { try await logger.close() }
    }
}
