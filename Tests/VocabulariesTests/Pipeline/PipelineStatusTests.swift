import RegistryCore
import RegistryTestKit
import Synchronization
import Testing
import TrainingLog

@testable import Vocabularies

/// What a pipeline says of itself while a training runs.
struct PipelineStatusTests {
    private let bench: MLBench

    init() throws { bench = try MLBench() }

    @Test func `The state is told at most every two seconds while iterations are logged`() throws {
        let time = Mutex(ContinuousClock.now)
        let lines = Mutex<[String]>([])
        let pipeline = try LogPipeline(
            bench.logger().logger, PipelineConfiguration(trackedVariables: ["metric": ["loss"]]), RoutineRegistry(),
            status: { line in lines.withLock { $0.append(line) } }, now: { time.withLock { $0 } })
        for iteration in 0..<50 {
            pipeline.logIter(["loss": .number(Double(iteration))])
            time.withLock { $0 += .milliseconds(100) }
        }
        #expect(
            lines.withLock { $0 } == [
                "epoch 0, iteration 0, loss 0.0", "epoch 0, iteration 20, loss 20.0",
                "epoch 0, iteration 40, loss 40.0",
            ])
    }

    @Test func `The state says the iteration and the epoch that were logged, as the call says them`() throws {
        let time = Mutex(ContinuousClock.now)
        let lines = Mutex<[String]>([])
        let pipeline = try LogPipeline(
            bench.logger().logger, PipelineConfiguration(trackedVariables: ["metric": ["loss"]]), RoutineRegistry(),
            status: { line in lines.withLock { $0.append(line) } }, now: { time.withLock { $0 } })
        pipeline.logIter(["loss": .number(1)], iteration: 100)
        time.withLock { $0 += .seconds(2) }
        pipeline.logIter(["loss": .number(2)], iteration: 200)
        pipeline.logEpoch(epoch: 9)
        time.withLock { $0 += .seconds(2) }
        pipeline.logIter(["loss": .number(3)])
        #expect(
            lines.withLock { $0 } == [
                "epoch 0, iteration 100, loss 1.0", "epoch 0, iteration 200, loss 2.0",
                "epoch 9, iteration 200, loss 2.0", "epoch 10, iteration 201, loss 3.0",
            ])
    }

    @Test func `An epoch is told however short ago the state was told, and also the one that the end makes`()
        async throws
    {
        let time = Mutex(ContinuousClock.now)
        let lines = Mutex<[String]>([])
        let pipeline = try LogPipeline(
            bench.logger().logger, PipelineConfiguration(trackedVariables: ["metric": ["loss"]]), RoutineRegistry(),
            status: { line in lines.withLock { $0.append(line) } }, now: { time.withLock { $0 } })
        for iteration in 0..<6 {
            pipeline.logIter(["loss": .number(Double(iteration))])
            time.withLock { $0 += .milliseconds(10) }
            if iteration % 2 == 1 { pipeline.logEpoch() }
        }
        // Two seconds behind the first line, and less behind that of the last epoch.
        time.withLock { $0 += .milliseconds(1_950) }
        pipeline.logIter(["loss": .number(6)])
        time.withLock { $0 += .milliseconds(50) }
        pipeline.logIter(["loss": .number(7)])
        try await pipeline.endLog()
        #expect(
            lines.withLock { $0 } == [
                "epoch 0, iteration 0, loss 0.0", "epoch 0, iteration 1, loss 1.0", "epoch 1, iteration 3, loss 3.0",
                "epoch 2, iteration 5, loss 5.0", "epoch 3, iteration 7, loss 7.0", "epoch 3, iteration 7, loss 7.0",
            ])
    }

    @Test func `The state says how much graphics processors are in use, and nothing where there are none`() throws {
        let readings = Mutex<[GPUReading]>([])
        let time = Mutex(ContinuousClock.now)
        let lines = Mutex<[String]>([])
        let pipeline = try LogPipeline(
            bench.logger().logger, PipelineConfiguration(trackedVariables: ["metric": ["loss"]]), RoutineRegistry(),
            status: { line in lines.withLock { $0.append(line) } }, gpus: { readings.withLock(\.self) },
            now: { time.withLock { $0 } })
        let seen: [[GPUReading]] = [
            [],
            [GPUReading(index: 0, percent: 86.6, memoryBytes: 3.5 * 1_073_741_824), GPUReading(index: 1, percent: 0)],
            [GPUReading(index: 0, memoryBytes: 0), GPUReading(index: 1, temperatureCelsius: 40)],
        ]
        for gpus in seen {
            readings.withLock { $0 = gpus }
            pipeline.logEpoch()
            time.withLock { $0 += .seconds(2) }
        }
        #expect(
            lines.withLock { $0 } == [
                "epoch 0", "epoch 1, GPU 0 87 % 3.5 GiB, GPU 1 0 %", "epoch 2, GPU 0 0.0 GiB",
            ])
    }
}
