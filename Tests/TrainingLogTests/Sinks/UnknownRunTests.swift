import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

@Suite(.timeLimit(.minutes(5)))
struct UnknownRunTests {
    private let bench: Workbench

    init() throws { bench = try Workbench() }

    private var told: [String] { bench.problems.all.map(\.message).filter { $0.hasPrefix("There is no run") } }

    private func newID() -> RunID {
        var generator = SystemRandomNumberGenerator()
        return RunID(time: Workbench.startTime, using: &generator)
    }

    @Test func `A run that is continued and is nowhere is begun, which is told once`() async throws {
        let id = newID()
        let logger = bench.logger(into: bench.store, resuming: id)
        logger.logScalar("Loss", 1, step: 1)
        logger.logScalar("Loss", 2, step: 2)
        try await logger.close()
        #expect(await bench.store.runs[id.description]?["status"] == "finished")
        #expect(told.count == 1 && told.first?.contains(id.description) == true, "\(told)")
    }

    @Test func `Nothing is told of a run that the store has, nor of one that begins`() async throws {
        let first = bench.logger()
        first.logScalar("Loss", 1, step: 1)
        try await first.close()
        let second = bench.logger(into: bench.store, logDir: "other", resuming: first.runID)
        second.logScalar("Loss", 2, step: 2)
        try await second.close()
        #expect(bench.problems.all.isEmpty)
    }

    @Test func `Nothing is told of a run that has not reached the store, and whose journal is here`() async throws {
        await bench.store.set(.away)
        let first = bench.logger()
        first.logScalar("Loss", 1, step: 1)
        await #expect(throws: RegistryError.self) { try await first.close(deadline: .milliseconds(50)) }
        await bench.store.set(.normal)
        let second = bench.logger(into: bench.store, resuming: first.runID)
        second.logScalar("Loss", 2, step: 2)
        try await second.close()
        #expect(await bench.store.values(of: "Loss").sorted() == [1, 2])
        #expect(told.isEmpty, "\(told)")
    }
}
