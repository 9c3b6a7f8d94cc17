import Dispatch
import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@testable import TrainingLog

/// A journal stays until every sink that needs it has everything, whatever stands in the way.
@Suite(.timeLimit(.minutes(5)))
struct JournalRecoveryTests {
    private let bench: Workbench

    init() throws {
        bench = try Workbench()
    }

    private func values() async -> [Double] { await bench.store.values(of: "Loss").sorted() }

    private var journals: [JournalFolder] { ((try? JournalFolder.all(in: bench.path("run/journal"))) ?? []) }

    /// A run whose kept journal has several segments, and that no store knows.
    private func leaveSegments() async throws -> TrainingLog.Logger {
        let logger = bench.logger(into: nil) {
            $0.keepsJournal = true
            $0.journalLimitInBytes = 16_000
        }
        for loss in 0..<400 { logger.logArtifact(["Loss": Value(loss), "iteration": Value(loss)]) }
        try await logger.close()
        try #require(try #require(journals.first).segments().count >= 3)
        return logger
    }

    /// A recovery as `sync` makes it, that ticks every millisecond.
    private func redelivery() -> JournalRecovery {
        let store = bench.store
        let folder = RunFolder(path: bench.path("run"))
        return JournalRecovery(
            roots: JournalRoots(folder).all, except: nil, surroundings: Workbench.surroundings,
            interval: .milliseconds(1), keepsSegments: false, redelivers: true, report: { _ in }
        ) { journal, startTime, isRecovery in
            SinkMaker.all(
                folder: folder, journal: journal, startTime: startTime, isRecovery: isRecovery, openStore: { store })
        }
    }

    @Test func `Another store that is slow gets every segment of a journal that the files have already`() async throws {
        let logger = try await leaveSegments()
        await bench.store.hold()
        let recovery = redelivery()
        let work = Task { await recovery.run() }
        await bench.store.wait { $0.heldCalls == 1 }
        // Many ticks, at each of which something could be deleted.
        try await Task.sleep(for: .milliseconds(50))
        await bench.store.release()
        await work.value
        #expect(await values() == (0..<400).map { Double($0) })
        #expect(recovery.debts.allSatisfy { $0.isSettled })
        #expect(await bench.store.runs[logger.runID.description]?["status"] == "finished")
        #expect(journals.isEmpty)
    }

    @Test func `What a store that went away did not get is still there for the next attempt`() async throws {
        _ = try await leaveSegments()
        await bench.store.set(.away)
        let given = redelivery()
        let work = Task { await given.run() }
        await bench.store.wait { $0.failedCalls >= 3 }
        work.cancel()
        await work.value
        #expect(!given.debts.allSatisfy { $0.isSettled })
        #expect(journals.count == 1)
        await bench.store.set(.normal)
        await redelivery().run()
        #expect(await values() == (0..<400).map { Double($0) })
        #expect(journals.isEmpty)
    }

    @Test func `The end of a run arrives also when the segment with its start is gone`() async throws {
        let logger = bench.logger {
            $0.journalLimitInBytes = 16_000; $0.checkpointInterval = .milliseconds(1)
        }
        for loss in 0..<400 { logger.logArtifact(["Loss": Value(loss), "iteration": Value(loss)]) }
        await bench.store.wait { $0.artifacts.count == 400 }
        let journal = try #require(journals.first)
        while try journal.segments().first == 0 { await Task.yield() }
        await bench.store.set(.away)
        await #expect(throws: RegistryError.self) { try await logger.close(deadline: .milliseconds(50)) }
        await bench.store.set(.normal)
        await redelivery().run()
        #expect(await bench.store.runs[logger.runID.description]?["status"] == "finished")
        #expect(await values().count == 400)
    }

    @Test(arguments: [RegistryError.Code.accessDenied, .invalidArgument, .unsupported, .unavailable])
    func `A store that cannot be opened gets everything once it can`(code: RegistryError.Code) async throws {
        let store = bench.store
        let isOpen = Mutex(false)
        let attempts = SharedCount()
        let logger = bench.logger(openStore: {
            attempts.increment()
            guard isOpen.withLock({ $0 }) else { throw RegistryError(code, "The password is wrong.") }
            return store
        })
        logger.logArtifact(["Loss": 1])
        while attempts.value < 3 { await Task.yield() }
        let error = await #expect(throws: RegistryError.self) { try await logger.close(deadline: .milliseconds(50)) }
        #expect(error?.message.contains("registry: 1 not delivered: The password is wrong.") == true)
        #expect(journals.count == 1)
        isOpen.withLock { $0 = true }
        let next = bench.logger()
        next.logArtifact(["Loss": 2])
        try await next.close()
        #expect(await values() == [1, 2])
        #expect(journals.isEmpty)
    }

    @Test func `A store that takes the user's rights away in the middle gets everything when it gives them back`()
        async throws
    {
        let logger = bench.logger()
        logger.logArtifact(["Loss": 1])
        await bench.store.wait { $0.artifacts.count == 1 }
        await bench.store.set(.forbidding)
        logger.logArtifact(["Loss": 2])
        await bench.store.wait { $0.failedCalls >= 3 }
        await bench.store.set(.normal)
        try await logger.close()
        #expect(await values() == [1, 2])
    }

    @Test func `Closing says so when all but the end of the run has arrived`() async throws {
        let logger = bench.logger()
        logger.logArtifact(["Loss": 1])
        await bench.store.wait { $0.artifacts.count == 1 }
        await bench.store.hold()
        let error = await #expect(throws: RegistryError.self) { try await logger.close(deadline: .milliseconds(50)) }
        #expect(error?.message.contains("registry: not finished") == true)
        await bench.store.release()
    }

    @Test func `A checkpoint that is damaged does not keep a dead journal from its sinks`() async throws {
        await bench.store.set(.away)
        let first = bench.logger()
        for loss in 0..<5 { first.logArtifact(["Loss": Value(loss)]) }
        await #expect(throws: RegistryError.self) { try await first.close(deadline: .milliseconds(50)) }
        let path = try #require(journals.first).checkpointPath("registry")
        try "{ no checkpoint".write(toFile: path, atomically: true, encoding: .utf8)
        await bench.store.set(.normal)
        let second = bench.logger()
        second.logArtifact(["Loss": 5])
        try await second.close()
        #expect(await values() == [0, 1, 2, 3, 4, 5])
        #expect(journals.isEmpty)
    }

    @Test func `A run whose parameters no store can keep is logged without them, and that is said`() async throws {
        let logger = bench.logger {
            $0.parameters = ["optimizer": ["lr.max": 0.1]]
            $0.tags = ["kind": "test"]
        }
        logger.logArtifact(["Loss": 1])
        try await logger.close()
        let run = try #require(await bench.store.runs[logger.runID.description])
        #expect(run["parameters"] == nil)
        #expect(run[path: "tags.kind"] == "test")
        #expect(run["status"] == "finished")
        #expect(bench.problems.all.map(\.kind) == [.rejected])
        #expect(bench.problems.all.first?.message.contains("lr.max") == true)
    }

    @Test func `A body that throws while the store is away reports what was not delivered as well`() async throws {
        struct Diverged: Error {}
        let logger = bench.logger(openStore: { throw RegistryError(.unavailable, "The store is away.") })
        let work = Task {
            _ = await #expect(throws: Diverged.self) {
                try await logger.run {
                    logger.logScalar("Loss", 1, step: 1)
                    throw Diverged()
                }
            }
        }
        while journals.isEmpty { await Task.yield() }
        // Given up at once instead of after half a minute.
        await #expect(throws: RegistryError.self) { try await logger.close(deadline: .milliseconds(50)) }
        await work.value
        #expect(bench.problems.all.contains { $0.message.contains("Not everything that was logged has arrived") })
    }

    @Test func `What a sink refused is not forgotten when its segment is gone and the rest is delivered again`()
        async throws
    {
        let logger = bench.logger {
            $0.journalLimitInBytes = 64_000
            $0.checkpointInterval = .milliseconds(1)
        }
        logger.logArtifact(["bad.name": 1, "Loss": 0])
        for loss in 1..<1_000 { logger.logArtifact(["Loss": Value(loss), "iteration": Value(loss)]) }
        await bench.store.wait { $0.artifacts.count == 999 }
        let journal = try #require(journals.first)
        while try journal.segments().first == 0 { await Task.yield() }
        await #expect(throws: RegistryError.self) { try await logger.close() }
        let recovery = redelivery()
        await recovery.run()
        #expect(recovery.debts.contains { $0.rejected == 1 })
        #expect(journals.count == 1)
        #expect(try !JournalInspection(below: bench.folder.path).isIntact)
    }

    @Test func `A journal whose beginning another registry has stays, and a sync brings all of it`() async throws {
        let first = bench.logger { $0.checkpointInterval = .milliseconds(1) }
        first.logArtifact(["Loss": 1])
        await bench.store.wait { $0.artifacts.count == 1 }
        // Until the checkpoint says so, all is delivered again, also to another registry.
        let journal = try #require(journals.first)
        while try Checkpoint.stored(by: "registry", in: journal)?.state["isRunStored"] != true { await Task.yield() }
        await bench.store.set(.away)
        first.logArtifact(["Loss": 2])
        await #expect(throws: RegistryError.self) { try await first.close(deadline: .milliseconds(50)) }
        // Somebody made a new registry, or named another.
        let other = FakeStore()
        let second = bench.logger(into: other)
        second.logArtifact(["Loss": 3])
        await #expect(throws: RegistryError.self) { try await second.close() }
        #expect(journals.count == 1)
        let sync = try await JournalSync(below: bench.folder.path, openStore: { other }, onProblem: { _ in })
        #expect(sync.debts.isEmpty)
        #expect(await other.values(of: "Loss").sorted() == [1, 2, 3])
        #expect(journals.isEmpty)
    }

    @Test func `A run that people removed does not come back with what is delivered later`() async throws {
        let logger = bench.logger()
        logger.logArtifact(["Loss": 1])
        await bench.store.wait { $0.artifacts.count == 1 }
        await bench.store.forgetRuns()
        logger.logArtifact(["Loss": 2])
        await #expect(throws: RegistryError.self) { try await logger.close() }
        #expect(journals.isEmpty)
    }
}
