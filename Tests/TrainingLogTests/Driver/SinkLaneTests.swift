import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@testable import TrainingLog

/// A lane whose ticks, and whose pauses after failures, are the test's.
@Suite(.timeLimit(.minutes(5)))
struct SinkLaneTests {
    /// What a sink fails with, or `nil`, for each thing that it does.
    private struct Faults {
        var delivering: RegistryError?
        var keeping: RegistryError?
        var givingSign: RegistryError?
    }

    private let folder: OwnedFolder
    private let journalFolder: JournalFolder
    private let journal: JournalWriter
    private let board = LaneBoard(laneCount: 1)
    private let list = ListSink.List()
    private let problems = ProblemList()
    private let faults: SharedFaults
    private let pauses: Pauses

    /// Shared with the sink.
    private final class SharedFaults: Sendable {
        let now = Mutex(Faults())
        let signs = SharedCount()

        func set(_ change: (inout Faults) -> Void) { now.withLock { change(&$0) } }
    }

    /// The ends of pauses, until the test calls them.
    private final class Pauses: Sendable {
        private let calls = Mutex<[@Sendable () -> Void]>([])

        func add(_ call: @escaping @Sendable () -> Void) { calls.withLock { $0.append(call) } }

        /// Returns when the lane has failed, and lets it try again.
        func end() async {
            while true {
                if let call = calls.withLock({ $0.popLast() }) { return call() }
                await Task.yield()
            }
        }
    }

    init() throws {
        folder = try OwnedFolder()
        var generator = SeededGenerator(seed: 1)
        journalFolder = JournalFolder(
            root: folder.path, run: RunID(time: Workbench.startTime, using: &generator), writer: 0)
        journal = JournalWriter(
            folder: journalFolder, durability: .written, limits: JournalLimits(diskInBytes: 1 << 30, policy: .wait),
            firstSequence: 0, report: { _ in })
        faults = SharedFaults()
        pauses = Pauses()
        journal.whenWritten { [board] in board.wake() }
    }

    private var failure: String? { (board.lanes[0].failure as? RegistryError)?.message }

    /// Runs a lane beside what a test does.
    private func withLane(_ test: () async throws -> Void) async throws {
        let task = Task { [board, faults, pauses, list, problems, journalFolder, journal] in
            let sink = ListSink(
                list,
                before: { if let fault = faults.now.withLock({ $0.delivering }) { throw fault } },
                keeping: { if let fault = faults.now.withLock({ $0.keeping }) { throw fault } },
                givingSign: {
                    faults.signs.increment()
                    if let fault = faults.now.withLock({ $0.givingSign }) { throw fault }
                })
            var lane = SinkLane(
                0, sink: sink, source: JournalSource(folder: journalFolder, writer: journal), board: board,
                surroundings: Surroundings(now: { Workbench.startTime }, after: { _, call in pauses.add(call) }),
                report: { problems.add($0) })
            await lane.run()
        }
        defer { task.cancel() }
        try await test()
    }

    /// Logs one entry, and returns when the sink has it.
    private func log() async {
        let count = list.all.count
        append()
        while list.all.count == count { await Task.yield() }
    }

    private func append() { _ = journal.append { $0.addScalar("x", 1, step: 0, time: Workbench.startTime) } }

    /// Does something, and returns when the lane has failed.
    private func failing(_ work: () async -> Void) async {
        let count = board.lanes[0].failedAttempts
        await work()
        while board.lanes[0].failedAttempts == count { await Task.yield() }
    }

    /// Ticks, and returns when the lane has given its sign of life.
    private func tick() async {
        let count = faults.signs.value
        board.tick()
        while faults.signs.value == count { await Task.yield() }
    }

    @Test func `A sign of life that could not be given once is forgotten when the next one is given`() async throws {
        try await withLane {
            await log()
            faults.set { $0.givingSign = RegistryError(.unavailable, "The store is away.") }
            await tick()
            faults.set { $0.givingSign = nil }
            // What is tried again is what the journal has, and not the sign, which waits for the next tick.
            await pauses.end()
            await log()
            #expect(failure == "The store is away.")
            await tick()
            await log()
            #expect(failure == nil)
            #expect(!board.lanes[0].isFailing)
        }
    }

    @Test func `A checkpoint that could not be kept once is forgotten when the next one is kept`() async throws {
        try await withLane {
            await log()
            faults.set { $0.keeping = RegistryError(.unavailable, "The disk is full.") }
            board.tick()
            while failure == nil { await Task.yield() }
            faults.set { $0.keeping = nil }
            await pauses.end()
            await log()
            #expect(failure == "The disk is full.")
            await tick()
            await log()
            #expect(failure == nil)
        }
    }

    @Test func `A run whose end has arrived owes nothing for a sign of life that it could not give`() async throws {
        try await withLane {
            await log()
            faults.set { $0.givingSign = RegistryError(.unavailable, "The store is away.") }
            await tick()
            _ = journal.append(isLast: true) { buffer in
                buffer.add(
                    .end, time: Workbench.startTime, body: (try? (["status": "finished"] as Document).bson()) ?? [])
            }
            await pauses.end()
            while !board.lanes[0].isFinished { await Task.yield() }
            #expect(failure == nil)
        }
    }

    @Test func `A store that takes neither records nor signs of life is told once`() async throws {
        try await withLane {
            await log()
            faults.set {
                $0.delivering = RegistryError(.unavailable, "The store is away.")
                $0.givingSign = $0.delivering
            }
            await failing { append() }
            await failing {
                board.tick()
                await pauses.end()
            }
            await failing { await pauses.end() }
            #expect(problems.all.map(\.kind) == [.failed])
        }
    }

    @Test func `Beside a full disk another failure is told, and neither again while they take turns`() async throws {
        try await withLane {
            await log()
            for _ in 0..<3 {
                faults.set { $0.keeping = RegistryError(.unavailable, "The disk is full.") }
                await failing { board.tick() }
                #expect(failure == "The disk is full.")
                faults.set { $0.delivering = RegistryError(.accessDenied, "The login is refused.") }
                append()
                await failing { await pauses.end() }
                #expect(failure == "The login is refused.")
                let count = list.all.count
                faults.set { $0.delivering = nil }
                await pauses.end()
                while list.all.count == count { await Task.yield() }
                await log()
                // What fails still is shown again.
                #expect(failure == "The disk is full.")
            }
            #expect(
                problems.all.map { ($0.error as? RegistryError)?.code } == [.unavailable, .accessDenied])
            faults.set { $0.keeping = nil }
            await tick()
            await log()
            #expect(failure == nil)
            faults.set { $0.keeping = RegistryError(.unavailable, "The disk is full.") }
            await failing { board.tick() }
            while problems.all.count < 3 { await Task.yield() }
            #expect(problems.all.count == 3)
        }
    }
}
