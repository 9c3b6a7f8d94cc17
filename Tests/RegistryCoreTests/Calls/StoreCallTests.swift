import RegistryCore
import Synchronization
import Testing

@Suite("A call is answered once")
struct StoreCallTests {
    private static func call(
        _ patience: StoreCall<Int>.Patience, onStop: @escaping @Sendable () -> Void = {}
    ) -> StoreCall<Int> {
        StoreCall(
            timeLimit: .seconds(600), patience: patience,
            timedOut: { RegistryError(.timedOut, "The time is over.") }, onStop: onStop)
    }

    @Test func `the first answer counts`() async throws {
        let call = Self.call(.none)
        let answer = try await call.answer {
            #expect(call.begin())
            call.finish(.success(1))
            call.finish(.success(2))
        }
        #expect(answer == 1)
    }

    @Test func `a call whose time is over before it begins never runs`() async {
        let call = StoreCall<Int>(
            timeLimit: .zero, patience: .untilTheWorkEnds, timedOut: { RegistryError(.timedOut, "The time is over.") })
        let error = await #expect(throws: RegistryError.self) { try await call.answer {} }
        #expect(error?.code == .timedOut)
        #expect(!call.begin() && call.isStopped)
    }

    @Test func `without patience a cancelled call is answered while its work is under way`() async {
        let call = Self.call(.none)
        let task = Task { try await call.answer { #expect(call.begin()) } }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        call.finish(.success(1))
    }

    @Test func `with patience a cancelled call is told what its work came to`() async throws {
        for result in [Result<Int, any Error>.success(1), .failure(StoppedWork())] {
            let (begun, beginning) = AsyncStream.makeStream(of: Void.self)
            let (stopped, stopping) = AsyncStream.makeStream(of: Void.self)
            let call = Self.call(.untilTheWorkEnds) { stopping.finish() }
            let task = Task {
                try await call.answer {
                    #expect(call.begin())
                    beginning.finish()
                }
            }
            for await _ in begun {}
            task.cancel()
            for await _ in stopped {}
            call.finish(result)
            switch result {
            case .success: #expect(try await task.value == 1)
            case .failure: await #expect(throws: CancellationError.self) { try await task.value }
            }
        }
    }
}
