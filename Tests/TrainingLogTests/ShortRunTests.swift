import RegistryCore
import Testing

@testable import TrainingLog

struct ShortRunTests {
    @Test func `A run that ends at once has in the registry what it was made with`() async throws {
        let bench = try Workbench()
        let store = MemoryStore()
        let logger = bench.logger(into: store) { $0.capturesEnvironment = true }
        logger.logScalar("loss", 1, step: 0)
        try await logger.close()
        let run = try #require(await store.record(RecordID(logger.runID), in: .runs))
        #expect(run["environment"]?.documentValue?.isEmpty == false)
    }
}
