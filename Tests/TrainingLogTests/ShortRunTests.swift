import RegistryCore
import Testing

@testable import TrainingLog

struct ShortRunTests {
    @Test func `A run that ends at once has in the registry what it was made with`() async throws {
        let bench = try Workbench()
        let store = MemoryStore()
        let logger = bench.logger(into: store) {
            $0.capturesEnvironment = true
            // What it takes depends on the machine; that it is waited for does not.
            $0.environmentPatience = .seconds(600)
        }
        logger.logScalar("loss", 1, step: 0)
        try await logger.close(deadline: .seconds(600))
        let run = try #require(await store.record(RecordID(logger.runID), in: .runs))
        #expect(run["environment"]?.documentValue?.isEmpty == false)
    }
}
