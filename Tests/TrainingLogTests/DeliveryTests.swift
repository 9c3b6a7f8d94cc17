import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@testable import TrainingLog

@Suite(.timeLimit(.minutes(5)))
struct DeliveryTests {
    private let bench: Workbench

    init() throws {
        bench = try Workbench()
    }

    @Test func `Files are written while the store is away`() async throws {
        await bench.store.set(.away)
        let logger = bench.logger()
        for loss in 0..<3 { logger.logArtifact(["Loss": Value(loss), "ArtifactID": Workbench.objectID]) }
        await bench.waitForFiles(toHold: 3, "Loss")
        #expect(await bench.store.artifacts.isEmpty)
        await bench.store.set(.normal)
        try await logger.close()
    }

    @Test func `Closing in vain says what has not reached which place, each time`() async throws {
        await bench.store.set(.away)
        let logger = bench.logger()
        for loss in 0..<3 { logger.logArtifact(["Loss": Value(loss), "ArtifactID": Workbench.objectID]) }
        await bench.waitForFiles(toHold: 3, "Loss")
        await bench.store.wait { $0.failedCalls >= 2 }
        for _ in 0..<2 {
            let error = await #expect(throws: RegistryError.self) {
                try await logger.close(deadline: .milliseconds(200))
            }
            #expect(error?.code == .unavailable)
            #expect(error?.message.contains("registry: 3 not delivered: The store cannot be reached") == true)
            let debts = try #require((error?.underlying as? DeliverySummary)?.debts)
            #expect(debts.map(\.sink) == ["registry"])
            #expect(debts.map(\.undelivered) == [3])
        }
    }

    @Test func `A failure is reported once until the store is back, and once more when it goes again`() async throws {
        let logger = bench.logger()
        for round in 1...2 {
            await bench.store.set(.away)
            logger.logArtifact(["Loss": Value(round)])
            let before = await bench.store.failedCalls
            await bench.store.wait { $0.failedCalls >= before + 3 }
            await bench.store.set(.normal)
            await bench.store.wait { $0.artifacts.count == round }
        }
        try await logger.close()
        #expect(bench.problems.all.map(\.kind) == [.failed, .failed])
    }

    @Test func `Closing names what a sink fails with that goes on trying by itself`() async throws {
        let tries = SharedCount()
        let logger = bench.logger { configuration in
            configuration.addedSinks = [
                AddedSink(name: "list") { _, _ in
                    ListSink(
                        ListSink.List(),
                        before: {
                            TroubleListener.current.note(RegistryError(.unavailable, "Nothing answers at host:1."))
                            tries.increment()
                            // Until it is cancelled.
                            try await Task.sleep(for: .seconds(3_600))
                        })
                }
            ]
        }
        logger.logScalar("Loss", 1, step: 1)
        while tries.value == 0 { await Task.yield() }
        let error = await #expect(throws: RegistryError.self) { try await logger.close(deadline: .milliseconds(50)) }
        #expect(
            error?.message.contains("list: 1 not delivered: Nothing answers at host:1.") == true,
            "\(error?.message ?? "")")
    }

    @Test func `A sink that did what it had failed at before says no more of it`() async throws {
        let tries = SharedCount()
        let list = ListSink.List()
        let logger = bench.logger { configuration in
            configuration.addedSinks = [
                AddedSink(name: "list") { _, _ in
                    ListSink(
                        list,
                        before: {
                            tries.increment()
                            if tries.value == 1 {
                                TroubleListener.current.note(RegistryError(.unavailable, "Nothing answers at host:1."))
                            } else {
                                try await Task.sleep(for: .seconds(3_600))
                            }
                        })
                }
            ]
        }
        logger.logScalar("Loss", 1, step: 1)
        while list.all.isEmpty { await Task.yield() }
        logger.logScalar("Loss", 2, step: 2)
        while tries.value < 2 { await Task.yield() }
        let error = await #expect(throws: RegistryError.self) { try await logger.close(deadline: .milliseconds(50)) }
        #expect(error?.message.contains("list: ") == true && error?.message.contains("host:1") == false)
    }

    @Test func `A disk that is full is reported once, whatever arrives in between, and closing names it`() async throws
    {
        let list = ListSink.List()
        let isFull = Mutex(true)
        let attempts = SharedCount()
        let logger = bench.logger { configuration in
            configuration.checkpointInterval = .milliseconds(1)
            configuration.addedSinks = [
                AddedSink(name: "list") { _, _ in
                    ListSink(
                        list,
                        keeping: {
                            guard isFull.withLock({ $0 }) else { return }
                            attempts.increment()
                            throw RegistryError(.unavailable, "The disk is full.")
                        })
                }
            ]
        }
        for step in 1...5 {
            let before = (attempts.value, list.all.count)
            logger.logScalar("Loss", 1, step: Step(Int64(step)))
            while attempts.value < before.0 + 2 || list.all.count == before.1 { await Task.yield() }
        }
        let error = await #expect(throws: RegistryError.self) { try await logger.close(deadline: .milliseconds(200)) }
        #expect(error?.message.contains("The disk is full") == true)
        #expect(bench.problems.all.map(\.kind) == [.failed])
    }

    @Test func `A disk that is full again is reported again, and closing says nothing of one that has room by then`()
        async throws
    {
        let list = ListSink.List()
        let isFull = Mutex(false)
        let attempts = SharedCount()
        let checkpoints = SharedCount()
        let logger = bench.logger { configuration in
            configuration.checkpointInterval = .milliseconds(1)
            configuration.addedSinks = [
                AddedSink(name: "list") { _, _ in
                    ListSink(
                        list,
                        keeping: {
                            guard isFull.withLock({ $0 }) else { return checkpoints.increment() }
                            attempts.increment()
                            throw RegistryError(.unavailable, "The disk is full.")
                        })
                }
            ]
        }
        var step = Step(0)
        // Only what was logged anew is kept anew: the second checkpoint says that the first one is over.
        func log(until isOver: () -> Bool) async {
            while !isOver() {
                let before = list.all.count
                logger.logScalar("Loss", 1, step: step)
                step = Step(step.rawValue + 1)
                while list.all.count == before { await Task.yield() }
                await Task.yield()
            }
        }
        for round in 1...2 {
            isFull.withLock { $0 = true }
            let failed = attempts.value
            await log { attempts.value >= failed + 3 }
            isFull.withLock { $0 = false }
            let kept = checkpoints.value
            await log { checkpoints.value >= kept + 2 }
            #expect(bench.problems.all.map(\.kind) == Array(repeating: .failed, count: round))
        }
        try await logger.close()
    }

    @Test func `Writes whose answer was lost are not stored twice`() async throws {
        await bench.store.set(.losingAnswers)
        let logger = bench.logger()
        for loss in 0..<5 { logger.logArtifact(["Loss": Value(loss)]) }
        await bench.store.wait { $0.failedCalls >= 4 }
        await bench.store.set(.normal)
        try await logger.close()
        #expect(await bench.store.artifacts.count == 5)
        #expect(await bench.store.values(of: "Loss") == [0, 1, 2, 3, 4])
        #expect(await bench.store.runs.count == 1)
    }

    @Test func `A record that can never be stored holds up no other`() async throws {
        await bench.store.hold()
        let logger = bench.logger()
        for loss in 0..<9 {
            logger.logArtifact(loss == 4 ? ["bad.name": 1, "Loss": 4] : ["Loss": Value(loss)])
        }
        await bench.store.release()
        let error = await #expect(throws: RegistryError.self) { try await logger.close() }
        #expect(error?.message.contains("registry: 1 refused") == true)
        #expect(error?.message.contains("bad.name") == true)
        #expect(await bench.store.artifacts.compactMap { $0["Loss"]?.intValue } == [0, 1, 2, 3, 5, 6, 7, 8])
        #expect(await bench.store.values(of: "Loss").count == 9)
        #expect(bench.problems.all.map(\.kind) == [.rejected])
    }

    @Test func `A run that is removed while it is logged gets nothing more, and closing says so`() async throws {
        let logger = bench.logger()
        logger.logArtifact(["Loss": 1])
        await bench.store.wait { $0.artifacts.count == 1 }
        await bench.store.forgetRuns()
        logger.logArtifact(["Loss": 2])
        let error = await #expect(throws: RegistryError.self) { try await logger.close() }
        #expect(error?.message.contains("removed") == true)
        #expect(await bench.store.artifacts.count == 1)
    }

    @Test func `A full journal drops the newest when it is told to, and that is said once`() async throws {
        await bench.store.hold()
        let logger = bench.logger {
            $0.journalLimitInBytes = 20_000
            $0.fullJournalPolicy = .dropNewest
        }
        for loss in 0..<1_000 { logger.logArtifact(["Loss": Value(loss), "ArtifactID": Workbench.objectID]) }
        await bench.store.release()
        let error = await #expect(throws: RegistryError.self) { try await logger.close() }
        let stored = await bench.store.values(of: "Loss")
        #expect(stored == (0..<stored.count).map { Double($0) })
        #expect((50..<200).contains(stored.count))
        #expect(error?.message.contains("registry: \(1_000 - stored.count) lost") == true)
        #expect(bench.problems.all.filter { $0.kind == .lost }.count == 1)
    }

    @Test func `Closing can be given up`() async throws {
        await bench.store.hold()
        let logger = bench.logger()
        logger.logArtifact(["Loss": 1])
        await bench.store.wait { $0.heldCalls == 1 }
        let closing = Task { try await logger.close(deadline: .seconds(3_600)) }
        closing.cancel()
        await #expect(throws: CancellationError.self) { try await closing.value }
        await bench.store.release()
    }

    @Test func `A folder that cannot be written is reported, the registry gets everything, and the files later`()
        async throws
    {
        try "in the way".write(toFile: bench.path("run"), atomically: true, encoding: .utf8)
        let logger = bench.logger()
        logger.logArtifact(["Loss": 1])
        await bench.store.wait { $0.artifacts.count == 1 }
        let error = await #expect(throws: RegistryError.self) { try await logger.close(deadline: .milliseconds(200)) }
        #expect(error?.message.contains("CSV: 1 not delivered") == true)
        #expect(error?.message.contains("TensorBoard: 1 not delivered") == true)
        #expect(error?.message.contains("registry") == false)
        #expect(Set(bench.problems.all.map(\.sink)) == [nil, "CSV", "TensorBoard"])
        // The journal lies elsewhere: that is said, and it is found from the folder.
        let journal = try #require(try JournalInspection(below: bench.folder.path).journals.first)
        #expect(bench.problems.all.contains { $0.message.contains(journal.path) })
        try FileManager.default.removeItem(atPath: bench.path("run"))
        let store = bench.store
        let sync = try await JournalSync(below: bench.folder.path, openStore: { store }, onProblem: { _ in })
        #expect(sync.journalCount == 1 && sync.debts.isEmpty)
        #expect(try bench.scalars()["Loss"]?.count == 1)
        #expect(await bench.store.artifacts.count == 1)
        #expect(try JournalInspection(below: bench.folder.path).journals.isEmpty)
    }

    @Test(.timeLimit(.minutes(5)))
    func `Closing waits for the registry and not for a folder that cannot be written, also of an earlier run`()
        async throws
    {
        try "in the way".write(toFile: bench.path("run"), atomically: true, encoding: .utf8)
        for loss in 1...2 {
            let logger = bench.logger()
            #expect(bench.problems.all.contains { $0.message.contains("run is a file and not a folder") })
            await bench.store.hold()
            logger.logArtifact(["Loss": Value(loss)])
            await bench.store.wait { $0.heldCalls == 1 }
            let closing = Task { try await logger.close(deadline: .seconds(36_000)) }
            while logger.recorder?.board.isAwaited != true { await Task.yield() }
            await bench.store.release()
            let error = await #expect(throws: RegistryError.self) { try await closing.value }
            #expect(error?.message.contains("CSV: 1 not delivered") == true)
            #expect(error?.message.contains("earlier journal") == (loss == 2))
            #expect(await bench.store.artifacts.count == loss)
        }
        // Asked to deliver, nobody waits either.
        let store = bench.store
        let early = try await JournalSync(below: bench.folder.path, openStore: { store }, onProblem: { _ in })
        #expect(early.journalCount == 2 && !early.debts.isEmpty)
        try FileManager.default.removeItem(atPath: bench.path("run"))
        let logger = bench.logger()
        logger.logArtifact(["Loss": 3])
        try await logger.close()
        #expect(try bench.scalars()["Loss"]?.count == 3)
        #expect(try JournalInspection(below: bench.folder.path).journals.isEmpty)
    }

    @Test(.timeLimit(.minutes(5)))
    func `A folder that can be written again before the end gets everything`() async throws {
        try "in the way".write(toFile: bench.path("run"), atomically: true, encoding: .utf8)
        let logger = bench.logger()
        logger.logArtifact(["Loss": 1])
        while !bench.problems.all.contains(where: { $0.sink == "CSV" }) { await Task.yield() }
        try FileManager.default.removeItem(atPath: bench.path("run"))
        try await logger.close()
        #expect(try bench.scalars()["Loss"]?.count == 1)
    }
}
