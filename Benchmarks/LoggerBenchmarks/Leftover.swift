import BenchmarkKit
import Foundation
import RegistryCore
import TrainingLog

/// A journal that a killed process leaves, and the logger that finds it.
struct Leftover {
    let folder: String

    /// Logs, and leaves the journal as a process leaves it that was killed before any of it had been delivered: the killed
    /// one's event file and checkpoints are taken away. The killed one is a child of this process's.
    func leave(_ count: Int) async throws -> Cost {
        if ProcessInfo.processInfo.environment["BENCHMARK_VICTIM"] != nil { try logAndDie(count) }
        let cost = try await Cost(of: count) {
            do {
                let arguments = ["--one", Work.leave.rawValue, "\(count)", folder]
                _ = try Program.own.run(arguments, environment: ["BENCHMARK_VICTIM": "1"])
                throw WrongAnswer("the process that was to be killed lived")
            } catch let failure as ProgramFailure where failure.ending == .signal(SIGKILL) {
                // As it should.
            }
        }
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder)
        where name.hasSuffix(".checkpoint") || name.contains("tfevents") {
            try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
        return cost
    }

    /// Makes a new logger, which logs nothing itself, and waits until it has delivered what was left.
    func recover(_ count: Int) async throws -> Cost {
        let cost = try await Cost(of: count) {
            try await Work.logger(in: folder).close(deadline: Work.patience)
        }
        try Work.requirePoints(count, in: folder)
        return cost
    }

    private func logAndDie(_ count: Int) throws -> Never {
        var configuration = LoggerConfiguration(logsRoot: folder, keepsJournal: true)
        configuration.capturesEnvironment = false
        let logger = TrainingLog.Logger(logDir: "run", configuration: configuration)
        for index in 0..<count {
            let (name, value, step) = Sample.point(index)
            logger.logScalar(name, value, step: step)
        }
        try logger.flush()
        kill(getpid(), SIGKILL)
        exit(1)
    }
}
