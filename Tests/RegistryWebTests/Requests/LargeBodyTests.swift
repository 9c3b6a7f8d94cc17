import Foundation
import RegistryCore
import Synchronization
import Testing

@testable import RegistryWeb

@Suite(.timeLimit(.minutes(5))) final class LargeBodyTests: Sendable {
    /// How many work at the moment, and how many have at most.
    private let workers = Mutex((now: 0, most: 0))

    private func work(on bytes: Int) async throws {
        try await LargeBody.work(on: bytes) {
            workers.withLock { workers in
                workers.now += 1
                workers.most = max(workers.most, workers.now)
            }
            // As reading a body does: it takes the thread.
            Thread.sleep(forTimeInterval: 0.005)
            workers.withLock { $0.now -= 1 }
        }
    }

    @Test func `of many large bodies so few are worked on at a time that a processor is left`() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<32 { group.addTask { try await self.work(on: 1_000_000) } }
            try await group.waitForAll()
        }
        let most = workers.withLock { $0.most }
        #expect(most >= 1 && most <= max(1, ProcessInfo.processInfo.activeProcessorCount - 1))
    }

    @Test func `a body without content is an empty object`() async throws {
        #expect(try await LargeBody.document([]) == [:])
        let bytes = Array(#"{"a": 1}"#.utf8)
        #expect(try await LargeBody.document(bytes) == ["a": 1])
    }
}
