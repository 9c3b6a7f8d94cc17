import Foundation
import LoggerAndViewer
import RegistryTestKit
import Testing

@testable import LoggerTorture
@testable import TrainingLog

extension LoggerProcesses {
    /// A MongoDB that goes away while a run goes on.
    @Suite(.enabled(if: TestMongod.absence == nil, "\(TestMongod.absence ?? "")"))
    struct MongoFaultTests {
        private let bench: ProcessBench

        init() throws { bench = try ProcessBench() }

        /// A logger into a server, whose clock is ahead by what the test says, and which tries again soon.
        private func logger(
            into server: TestMongod, secondsAhead: SharedSeconds = SharedSeconds()
        ) -> TrainingLog.Logger {
            let url = server.url
            return TrainingLog.Logger(
                logDir: LogCommand.logDir, openStore: { try await DataManager(url: url).store },
                configuration: LoggerConfiguration(
                    logsRoot: bench.logs, durability: .written, checkpointInterval: .milliseconds(200),
                    capturesEnvironment: false, systemMetricsInterval: nil, handlesTerminationSignals: false,
                    onProblem: { _ in }),
                surroundings: Surroundings(
                    now: {
                        WallTime(
                            millisecondsSince1970: WallTime.now.millisecondsSince1970 + secondsAhead.value * 1_000)
                    }, after: { Surroundings.system.after(min($0, .milliseconds(200)), $1) }))
        }

        /// Logs numbered records, and says how long each call took.
        private func log(_ numbers: ClosedRange<Int>, to logger: TrainingLog.Logger) -> [Duration] {
            let clock = ContinuousClock()
            return numbers.flatMap { number in
                [
                    clock.measure {
                        logger.logArtifact([
                            "ModelName": "m", "ExperimentName": "torture", "ArtifactID": LogCommand.artifactID,
                            "Number": Value(number), "iteration": Value(number),
                        ])
                    }, clock.measure { logger.logScalar("scalar", Double(number), step: Step(Int64(number))) },
                ]
            }
        }

        @Test func `A server that is frozen, killed and started again holds up no call, and gets everything once`()
            async throws
        {
            let server = try TestMongod()
            let registry = try await DataManager(url: server.url, timeLimit: .seconds(5))
            let secondsAhead = SharedSeconds()
            let logger = logger(into: server, secondsAhead: secondsAhead)
            func artifacts() async -> Int { (try? await registry.countArtifacts()) ?? -1 }
            func heartbeat() async -> WallTime? {
                try? await registry.run(logger.runID)?.heartbeat
            }
            var durations = log(1...200, to: logger)
            try await eventually("the first records arrive") { await artifacts() == 200 }
            server.freeze()
            durations += log(201...400, to: logger)
            server.thaw()
            try await eventually("what was logged beside a frozen server arrives") { await artifacts() == 400 }
            server.kill()
            durations += log(401...600, to: logger)
            try server.start()
            durations += log(601...800, to: logger)
            try await eventually("what was logged beside a dead server arrives") { await artifacts() == 800 }
            let sign = try #require(await heartbeat())
            secondsAhead.value = 600
            try await eventually("the run gives signs of life again") {
                await heartbeat().map { $0.secondsSince1970 > sign.secondsSince1970 + 500 } ?? false
            }
            try await logger.close(deadline: .seconds(20))
            durations.sort()
            let p99 = durations[durations.count * 99 / 100]
            print("1,600 log calls beside a faulty MongoDB: p99 \(p99), longest \(durations.last ?? .zero)")
            // A call to the server may take 30 seconds. One that waited for it would take two, at least.
            #expect(durations.allSatisfy { $0 < .seconds(1) })
            await registry.close()
            let (numbers, runs) = try await bench.arrived(in: server.url)
            #expect(numbers.faults(required: 1...800, allowed: 1...800, hasImages: false) == [])
            #expect(runs.map { $0["status"] } == ["finished"])
            #expect(bench.hasNoJournal)
        }

        @Test func `Closing beside a frozen server ends in time and names the registry, and all is delivered later`()
            async throws
        {
            let server = try TestMongod()
            let logger = logger(into: server)
            _ = log(1...100, to: logger)
            let registry = try await DataManager(url: server.url, timeLimit: .seconds(5))
            try await eventually("the first records arrive") { try await registry.countArtifacts() == 100 }
            await registry.close()
            server.freeze()
            _ = log(101...200, to: logger)
            let clock = ContinuousClock()
            let begin = clock.now
            let error = await #expect(throws: RegistryError.self) { try await logger.close(deadline: .seconds(1)) }
            // The call that is under way may take 30 seconds.
            #expect(clock.now - begin < .seconds(5))
            #expect(error?.code == .unavailable)
            #expect(error?.message.contains("registry: ") == true, "\(String(describing: error))")
            #expect((error?.underlying as? DeliverySummary)?.debts.map(\.sink) == ["registry"])
            server.thaw()
            // The journal is this process's until the call that was under way has come back.
            try await eventually("the journal is let go") { try bench.journals().map(\.isLive) == [false] }
            let sync = try await bench.sync(into: server.url)
            #expect(sync.code == 0, "\(sync.errors)")
            let (numbers, runs) = try await bench.arrived(in: server.url)
            #expect(numbers.faults(required: 1...200, allowed: 1...200, hasImages: false) == [])
            #expect(runs.map { $0["status"] } == ["finished"])
            #expect(bench.hasNoJournal)
        }

        @Test func `A second interrupt does not wait for a frozen server either`() async throws {
            let server = try TestMongod()
            let victim = try bench.victim(
                store: server.url, durability: .buffered, "--tells-all", "--count", "500", "--pause", "2", "--at-end",
                "wait")
            _ = try await victim.numbers(atLeast: 50)
            server.freeze()
            try await victim.line("waiting")
            victim.send(2)
            try await eventually("the run is ended in the journal") { (try? bench.journals().first)?.ending == .killed }
            let clock = ContinuousClock()
            let begin = clock.now
            victim.send(2)
            #expect(try await victim.end().signal == 2)
            #expect(clock.now - begin < .seconds(4))
            server.thaw()
            let sync = try await bench.sync(into: server.url)
            #expect(sync.code == 0, "\(sync.errors)")
            let (numbers, runs) = try await bench.arrived(in: server.url)
            #expect(numbers.faults(required: 1...500, allowed: 1...500) == [])
            #expect(runs.map { $0["status"] } == ["killed"])
            #expect(bench.hasNoJournal)
        }
    }
}
