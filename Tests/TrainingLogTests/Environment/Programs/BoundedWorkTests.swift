import ChildPrograms
import Dispatch
import Testing

@testable import TrainingLog

#if canImport(Glibc)
    import Glibc
#endif

struct BoundedWorkTests {
    @Test func `Work that ends gives its result`() async {
        #expect(await BoundedWork.run("test", within: .seconds(300)) { 7 } == 7)
        #expect(await BoundedWork.run("test", within: .seconds(Int64.max)) { 7 } == 7)
    }

    #if canImport(Glibc)
        @Test func `Work and the programs that it starts give way to the threads of the training`() async throws {
            let result = await BoundedWork.run("test", within: .seconds(300)) {
                ProgramCall(
                    executable: "/usr/bin/nice", arguments: [], environment: [:], timeLimit: .seconds(200),
                    outputLimitInBytes: 100
                ).run()
            }
            // Without arguments, nice says how much the process gives way. It may do so to some degree already here.
            let niceness = try #require(Int(String(decoding: result?.output ?? [], as: UTF8.self).dropLast()))
            #expect(niceness == min(19, Int(getpriority(Int32(PRIO_PROCESS.rawValue), 0)) + 10))
        }
    #endif

    @Test func `Work that hangs is given up and told so`() async {
        let gate = DispatchSemaphore(value: 0)
        let cancellation = CancellationFlag()
        let result = await BoundedWork.run("test", within: .zero, cancellation: cancellation) { () -> Int in
            gate.wait()
            return 7
        }
        #expect(result == nil)
        #expect(cancellation.isCancelled)
        gate.signal()
    }

    @Test func `Work of a cancelled task is given up and told so`() async {
        let gate = DispatchSemaphore(value: 0)
        let cancellation = CancellationFlag()
        let task = Task {
            await BoundedWork.run("test", within: .seconds(300), cancellation: cancellation) { () -> Int in
                gate.wait()
                return 7
            }
        }
        task.cancel()
        #expect(await task.value == nil)
        #expect(cancellation.isCancelled)
        gate.signal()
    }
}
