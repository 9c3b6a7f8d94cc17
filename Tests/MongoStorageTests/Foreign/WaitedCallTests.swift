import Dispatch
import RegistryCore
import Testing

@testable import MongoStorage

@Suite("A call that its caller's thread waits for")
struct WaitedCallTests {
    /// What is answered on a thread that may wait.
    private func answer(of call: WaitedCall<Int>) async throws -> Int? {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result { try call.answer() }) }
        }
    }

    @Test func `the first answer is given, whether it comes before or while it is waited for`() async throws {
        let before = WaitedCall<Int>(timeLimit: .seconds(60))
        before.finish(.success(1))
        #expect(try await answer(of: before) == 1 && !before.isStopped)
        let meanwhile = WaitedCall<Int>(timeLimit: .seconds(60))
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(50)) { meanwhile.finish(.success(2)) }
        #expect(try await answer(of: meanwhile) == 2 && !meanwhile.isStopped)
    }

    @Test func `one that nobody answers ends with nothing when its time is over, and says so to who works on it`()
        async throws
    {
        let call = WaitedCall<Int>(timeLimit: .milliseconds(10))
        #expect(try await answer(of: call) == nil && call.isStopped)
        // Who answers too late disturbs nobody.
        call.finish(.success(3))
        #expect(call.isStopped)
    }

    @Test func `what the work throws is thrown`() async throws {
        let call = WaitedCall<Int>(timeLimit: .seconds(60))
        call.finish(.failure(RegistryError(.unavailable, "Nobody is there.")))
        await #expect { try await answer(of: call) } throws: { ($0 as? RegistryError)?.code == .unavailable }
    }

    @Test func `a failure behind the deadline is the deadline's, and an answer behind it is one`() async throws {
        let failed = WaitedCall<Int>(timeLimit: .zero)
        failed.finish(.failure(RegistryError(.unavailable, "The connection broke.")))
        #expect(try await answer(of: failed) == nil)
        let answered = WaitedCall<Int>(timeLimit: .zero)
        answered.finish(.success(4))
        #expect(try await answer(of: answered) == 4)
    }

    @Test func `a cancelled task waits no longer`() async throws {
        let call = WaitedCall<Int>(timeLimit: .seconds(60))
        let task = Task.detached { try call.answer() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(call.isStopped)
    }
}
