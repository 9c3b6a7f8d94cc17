import EventFiles
import FileStorage
import Foundation
import RegistryCore
import RegistryTestKit
import SinkTestKit
import Testing
import TrainingLog

@testable import TrackerSinks

/// Runs that go on after a process, or the server, has ended. They are of the same suite: one of them kills the server that all have.
extension RealAimTests {
    @Test func `a run that is taken up again goes on as the same one, and who took it up ends it`() async throws {
        let id = newRun()
        let hash = AimRun.hash(of: id)
        func record(_ taker: String?) -> Document {
            var record = Run(
                id: id, experiment: "e", startTime: FakeMLflow.start,
                parameters: ["lr": .double(taker == nil ? 0.1 : 0.2)], notes: "words"
            ).document
            record["takenUpBy"] = taker.map { .string($0) }
            return record
        }
        let ending = RunEnding(status: .finished, time: WallTime(millisecondsSince1970: 1_700_000_100_000))
        let first = try sink(id)
        _ = try await first.deliver([FakeMLflow.entry(0, .start(record(nil), isResumed: false))])
        #expect(try server.run(hash)["active"] == true)
        try await first.finish(ending)
        let ended = try server.run(hash)
        #expect(
            ended["end"]?.numberValue == 1_700_000_100 && ended["active"] == false && ended["description"] == "words")
        #expect(ended["creation"]?.numberValue == FakeMLflow.start.secondsSince1970)
        let second = try sink(id)
        let rejected = try await second.deliver([
            FakeMLflow.entry(1_000, .start(record("second"), isResumed: true)),
            FakeMLflow.entry(1_001, .scalar(NamedNumber(name: "loss", value: 1), Step(0))),
        ])
        #expect(rejected.isEmpty)
        let goesOn = try server.run(hash)
        // The parameters of a run that is continued stay as they are.
        #expect(goesOn["active"] == true && goesOn["attributes"]?.documentValue?["hparams"] == ["lr": 0.1])
        // What the first one left behind is delivered late.
        try await first.finish(ending)
        #expect(try server.run(hash)["active"] == true)
        // A process that comes to the end knows from its checkpoint that it is the one that took the run up.
        let state = try await second.checkpoint()
        let last = try sink(id)
        try await last.restore(state)
        try await last.finish(RunEnding(status: .killed, time: ending.time))
        let killed = try server.run(hash)
        #expect(killed["active"] == false)
        #expect(killed["attributes"]?.documentValue?["loggerandviewer"]?.documentValue?["status"] == "killed")
    }

    @Test func `a server that is killed in the middle and comes back has everything once`() async throws {
        let folder = try OwnedFolder()
        let own = try AimProgram(OwnedFolder())
        var configuration = LoggerConfiguration(
            logsRoot: folder.path, capturesEnvironment: false, systemMetricsInterval: nil,
            handlesTerminationSignals: false, onProblem: { _ in })
        configuration.addedSinks = [try .aim(AimConfiguration(repo: own.repo))]
        let logger = Logger(logDir: "run", configuration: configuration)
        for step in 0..<1_000 { logger.logScalar("loss", Double(step), step: Step(Int64(step))) }
        // Some of it is on its way by now, or there.
        try await Task.sleep(for: .milliseconds(200))
        own.kill()
        for step in 1_000..<2_000 { logger.logScalar("loss", Double(step), step: Step(Int64(step))) }
        let error = await #expect(throws: RegistryError.self) { try await logger.close(deadline: .seconds(2)) }
        #expect(error?.message.contains("Aim") == true || error?.message.contains(own.repo.dropFirst(6)) == true)
        try own.startAgain()
        // Whoever comes next in the folder brings what is missing, unless the first one does while it lives.
        let next = Logger(logDir: "run", configuration: configuration)
        next.logScalar("other", 1, step: 0)
        try await next.close()
        var run: Document = [:]
        for _ in 0..<20 {
            run = try own.run(AimRun.hash(of: logger.runID))
            if run["active"] == false { break }
            try await Task.sleep(for: .milliseconds(200))
        }
        #expect(run["active"] == false)
        let loss = try points("loss", of: run)
        #expect(loss.map { $0.first } == (0..<2_000).map { .int($0) })
        #expect(loss.map { $0[1] } == (0..<2_000).map { .string("\(Double($0))") })
        own.kill()
    }

    @Test func `a run whose process died without a word is ended by what aim up does`() async throws {
        let id = newRun()
        let sink = try sink(id)
        #expect(try await sink.deliver([FakeMLflow.entry(0, .line("words", .info))]).isEmpty)
        // As the next process does it that comes to the folder.
        try await sink.finish(nil)
        #expect(try server.endOfSilence(AimRun.hash(of: id))?.numberValue ?? 0 > 1_700_000_000)
    }
}
