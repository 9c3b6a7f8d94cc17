import RegistryCore
import Testing

@testable import TrainingLog

@Suite(.timeLimit(.minutes(5)))
struct LoggerConfigurationTests {
    private static let senseless: [Duration] = [.zero, .seconds(-5), .seconds(Int64.max)]

    @Test(arguments: senseless)
    func `Intervals without sense are taken for ones that have some, however they are set`(interval: Duration) {
        var configuration = LoggerConfiguration(checkpointInterval: interval, systemMetricsInterval: interval)
        for _ in 0..<2 {
            #expect((.milliseconds(1)...(.seconds(86_400))).contains(configuration.checkpointInterval))
            #expect(
                configuration.systemMetricsInterval.map { (.milliseconds(100)...(.seconds(86_400))).contains($0) }
                    == true)
            configuration.checkpointInterval = interval
            configuration.systemMetricsInterval = interval
        }
        configuration.systemMetricsInterval = nil
        #expect(configuration.systemMetricsInterval == nil)
    }

    @Test(arguments: [0, -1, .min])
    func `A journal without any room has some, and what is logged arrives`(limit: Int) async throws {
        #expect(LoggerConfiguration(journalLimitInBytes: limit).journalLimitInBytes == 16 << 10)
        let bench = try Workbench()
        let logger = bench.logger { configuration in
            configuration.journalLimitInBytes = limit
            configuration.checkpointInterval = .zero
        }
        // Calls that wait for room are not to wait on the threads that the store needs.
        let executor = DispatchExecutor(label: "test")
        await withTaskGroup { group in
            group.addTask(executorPreference: executor) {
                for loss in 0..<2_000 { logger.logScalar("Loss", Double(loss), step: 1) }
            }
        }
        withExtendedLifetime(executor) {}
        try await logger.close()
        #expect(await bench.store.values(of: "Loss").count == 2_000)
    }

    @Test(arguments: senseless)
    func `A buffer's interval without sense harms nobody`(interval: Duration) async throws {
        let bench = try Workbench()
        let logger = bench.logger { $0.durability = .buffered(interval) }
        logger.logScalar("Loss", 1, step: 1)
        try await logger.close()
        #expect(await bench.store.values(of: "Loss") == [1])
    }
}
