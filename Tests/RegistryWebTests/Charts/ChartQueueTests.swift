import Dispatch
import RegistryCore
import Synchronization
import Testing

@testable import RegistryWeb

/// Work here blocks until it is let go, so each test ends only if nobody waits for the work.
@Suite(.timeLimit(.minutes(5))) struct ChartQueueTests {
    /// A queue of one thread, which is at work until ``Occupied/letGo()``.
    private final class Occupied: Sendable {
        let queue: ChartQueue
        private let gate = DispatchSemaphore(value: 0)
        private let work: Task<Void, any Error>

        init(mostJobs: Int = 64) async {
            let queue = ChartQueue(threads: 1, mostJobs: mostJobs)
            self.queue = queue
            let (started, start) = AsyncStream.makeStream(of: Void.self)
            work = Task { [gate] in
                try await queue.run { _ in
                    start.finish()
                    gate.wait()
                }
            }
            for await _ in started {}
        }

        deinit { gate.signal() }

        func letGo() async throws {
            gate.signal()
            try await work.value
        }
    }

    @Test func `work is done and its result given back`() async throws {
        #expect(try await ChartQueue().run { _ in 7 } == 7)
        let error = await #expect(throws: RegistryError.self) {
            try await ChartQueue().run { _ in throw RegistryError(.notFound, "There is no file.") }
        }
        #expect(error?.code == .notFound)
    }

    @Test func `the time limit is kept while the drawing goes on`() async throws {
        let gate = DispatchSemaphore(value: 0)
        defer { gate.signal() }
        let queue = ChartQueue(threads: 1)
        let error = await #expect(throws: RegistryError.self) {
            try await RequestLimits().withTimeLimit(by: Alarms(clock: ImpatientClock())) {
                try await queue.run { _ in gate.wait() }
            }
        }
        #expect(error?.code == .timedOut)
    }

    @Test func `work that was given up before its turn is never done`() async throws {
        let occupied = await Occupied()
        let wasDone = Mutex(false)
        let waiting = Task { try await occupied.queue.run { _ in wasDone.withLock { $0 = true } } }
        while occupied.queue.jobCount < 2 { await Task.yield() }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        try await occupied.letGo()
        try await occupied.queue.run { _ in }
        #expect(wasDone.withLock { $0 } == false)
    }

    @Test func `work that was given up under way is told at its next check`() async throws {
        let queue = ChartQueue(threads: 1)
        let gate = DispatchSemaphore(value: 0)
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let (told, tell) = AsyncStream.makeStream(of: Bool.self)
        let work = Task {
            try await queue.run { check in
                try check()
                start.finish()
                gate.wait()
                tell.yield((try? check()) == nil)
                tell.finish()
            }
        }
        for await _ in started {}
        work.cancel()
        await #expect(throws: CancellationError.self) { try await work.value }
        gate.signal()
        var answers: [Bool] = []
        for await answer in told { answers.append(answer) }
        #expect(answers == [true])
    }

    @Test func `a full queue refuses more, and takes more once there is room`() async throws {
        let occupied = await Occupied(mostJobs: 2)
        let waiting = Task { try await occupied.queue.run { _ in 1 } }
        while occupied.queue.jobCount < 2 { await Task.yield() }
        let error = await #expect(throws: RegistryError.self) { try await occupied.queue.run { _ in } }
        #expect(error?.code == .unavailable)
        try await occupied.letGo()
        #expect(try await waiting.value == 1)
        while occupied.queue.jobCount > 0 { await Task.yield() }
        #expect(try await occupied.queue.run { _ in 2 } == 2)
    }

    @Test func `a task that is cancelled already does not come to the queue`() async throws {
        let queue = ChartQueue()
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            try await queue.run { _ in }
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(queue.jobCount == 0)
    }
}
