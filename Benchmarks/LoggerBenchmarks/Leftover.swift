import Foundation
import RegistryCore
import TrainingLog

/// A journal that a killed process leaves, and the logger that finds it.
struct Leftover {
    let folder: String

    /// Logs, and leaves the journal as a process leaves it that was killed before any of it had been delivered: the killed
    /// one's event file and checkpoints are taken away. The killed one is a child of this process's.
    func leave(_ count: Int) async throws -> Measurement {
        if ProcessInfo.processInfo.environment["BENCHMARK_VICTIM"] != nil { try logAndDie(count) }
        let measurement = try await Measurement(of: count) {
            let victim = Process()
            victim.executableURL = URL(filePath: Bundle.main.executablePath ?? CommandLine.arguments[0])
            victim.arguments = ["--one", Work.leave.rawValue, "\(count)", folder]
            victim.environment = ProcessInfo.processInfo.environment.merging(["BENCHMARK_VICTIM": "1"]) { $1 }
            try victim.run()
            victim.waitUntilExit()
        }
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder)
        where name.hasSuffix(".checkpoint") || name.contains("tfevents") {
            try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
        return measurement
    }

    /// Makes a new logger, which logs nothing itself, and waits until it has delivered what was left.
    func recover(_ count: Int) async throws -> Measurement {
        let measurement = try await Measurement(of: count) {
            try await Work.logger(in: folder).close(deadline: Work.patience)
        }
        try Work.requirePoints(count, in: folder)
        return measurement
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
