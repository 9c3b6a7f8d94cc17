import Dispatch
import Testing

@testable import TrainingLog

struct BoundedWorkTests {
    @Test func `Work that ends gives its result`() async {
        #expect(await BoundedWork.run("test", within: .seconds(300)) { 7 } == 7)
        #expect(await BoundedWork.run("test", within: .seconds(Int64.max)) { 7 } == 7)
    }

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
