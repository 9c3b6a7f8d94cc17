import BenchmarkKit
import EventFiles
import Foundation
import MongoStorage
import RegistryCore
import TrainingLog
import Vocabularies

/// One thing that is measured, of ours. Points are those of ten metrics in turns.
enum Work: String {
    case callsBuffered = "calls-buffered"
    case callsWritten = "calls-written"
    case callsSynced = "calls-synced"
    case points = "points"
    case pointsWritten = "points-written"
    case pointsSynced = "points-synced"
    case scalars = "scalars"
    case collect = "collect"
    case metricsLog = "metrics-log"
    case images = "images"
    case records = "records"
    case leave = "leave"
    case recover = "recover"

    var title: String {
        switch self {
        case .callsBuffered: "logScalar, buffered, each call timed"
        case .callsWritten: "logScalar, written, each call timed"
        case .callsSynced: "logScalar, synced, each call timed"
        case .points: "logScalar, buffered"
        case .pointsWritten: "logScalar, written"
        case .pointsSynced: "logScalar, synced"
        case .scalars: "logScalars of ten metrics"
        case .collect: "metrics.collect, flushed every 10,000"
        case .metricsLog: "metrics.log of one number"
        case .images: "logImage of 64 × 64 pixels, the loop's time"
        case .records: "logArtifact to CSV, TensorBoard and MongoDB"
        case .leave: "a process that is killed"
        case .recover: "a journal that was left"
        }
    }

    /// Does it in this process.
    func run(_ count: Int, in folder: String) async throws -> Cost {
        switch self {
        case .callsBuffered: return try await Self.time(count, .buffered, in: folder)
        case .callsWritten: return try await Self.time(count, .written, in: folder)
        case .callsSynced: return try await Self.time(count, .synced, in: folder)
        case .points: return try await Self.log(count, .buffered, in: folder)
        case .pointsWritten: return try await Self.log(count, .written, in: folder)
        case .pointsSynced: return try await Self.log(count, .synced, in: folder)
        case .scalars:
            let logger = Self.logger(in: folder)
            return try await Cost(of: count) {
                for step in 0..<(count / Sample.names.count) {
                    logger.logScalars(Sample.numbers(step), step: Step(Int64(step)))
                }
                try await logger.close(deadline: Self.patience)
            }
        case .collect: return try await Self.collect(count, in: folder)
        case .metricsLog:
            let logger = try Self.words(in: folder)
            return try await Cost(of: count) {
                for index in 0..<count { logger.metrics.log("train/loss", Double(index)) }
                try await logger.logger.close(deadline: Self.patience)
            }
        case .images: return try await Self.logImages(count, in: folder)
        case .records: return try await Self.logRecords(count, in: folder)
        case .leave: return try await Leftover(folder: folder).leave(count)
        case .recover: return try await Leftover(folder: folder).recover(count)
        }
    }

    static let patience = Duration.seconds(3_600)

    /// A logger as a user has it who says nothing but where: with the environment's snapshot and the system's metrics.
    static func logger(
        in folder: String, _ durability: Durability = .buffered, store: (any RecordWriter)? = nil
    ) -> TrainingLog.Logger {
        Logger(
            logDir: "run", store: store,
            configuration: LoggerConfiguration(logsRoot: folder, durability: durability))
    }

    /// The same in the words of ml-logger.
    private static func words(in folder: String) throws -> MLLogger {
        try MLLogger(logDir: "run", configuration: LoggerConfiguration(logsRoot: folder))
    }

    /// Times the calls of `collect` alone; one in 10,000 is followed by a flush.
    private static func collect(_ count: Int, in folder: String) async throws -> Cost {
        let logger = try words(in: folder)
        var times = Times([])
        var cost = try await Cost(of: count) {
            times = CallTimes.of(count) { index in
                logger.metrics.collect("train/loss", Double(index))
                if index % 10_000 == 9_999 { logger.metrics.flush() }
            }
            try await logger.logger.close(deadline: patience)
        }
        cost.calls = Cost.Calls(times)
        return cost
    }

    /// Looks whether the event files hold all points; else the time means nothing.
    static func requirePoints(_ count: Int, in folder: String) throws {
        let reader = LogDirectoryReader(URL(filePath: folder, directoryHint: .isDirectory))
        var found = 0
        while let batch = try reader.nextBatch() {
            let own = Set(batch.tags.indices.filter { batch.tags[$0].name.hasPrefix("train/") })
            found += batch.scalars.count { own.contains($0.tag) }
        }
        guard found == count else { throw WrongAnswer("\(found) points of \(count) arrived") }
    }

    private static func log(_ count: Int, _ durability: Durability, in folder: String) async throws -> Cost {
        let logger = logger(in: folder, durability)
        let cost = try await Cost(of: count) {
            for index in 0..<count {
                let (name, value, step) = Sample.point(index)
                logger.logScalar(name, value, step: step)
            }
            try await logger.close(deadline: patience)
        }
        try requirePoints(count, in: folder)
        return cost
    }

    private static func time(_ count: Int, _ durability: Durability, in folder: String) async throws -> Cost {
        let logger = logger(in: folder, durability)
        var times = Times([])
        var cost = try await Cost(of: count) {
            times = CallTimes.of(count) { index in
                let (name, value, step) = Sample.point(index)
                logger.logScalar(name, value, step: step)
            }
            try await logger.close(deadline: patience)
        }
        cost.calls = Cost.Calls(times)
        return cost
    }

    /// Times the loop alone: the files are written behind it.
    private static func logImages(_ count: Int, in folder: String) async throws -> Cost {
        let logger = logger(in: folder)
        let images = try (0..<16).map { try Sample.image($0) }
        let cost = await Cost(of: count) {
            for index in 0..<count { logger.logImage("frame", images[index % images.count], step: Step(Int64(index))) }
        }
        try await logger.close(deadline: patience)
        return cost
    }

    private static func logRecords(_ count: Int, in folder: String) async throws -> Cost {
        guard let server = ProcessInfo.processInfo.environment["TEST_MONGODB_URL"] else {
            throw WrongAnswer("there is no MongoDB")
        }
        var configuration = try MongoConfiguration(url: server)
        configuration.timeLimit = .seconds(600)
        let store = try await MongoStore.open(configuration)
        let logger = logger(in: folder, store: store)
        let cost = try await Cost(of: count) {
            for index in 0..<count { logger.logArtifact(Sample.record(index)) }
            try await logger.close(deadline: patience)
        }
        await store.close()
        return cost
    }
}
