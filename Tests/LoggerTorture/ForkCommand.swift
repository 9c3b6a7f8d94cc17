import ArgumentParser
import Dispatch
import Foundation
import LoggerAndViewer
import Synchronization

/// Logs from several threads and copies itself meanwhile; each copy logs through the logger that it has from its parent,
/// and lives until the parent has closed it.
struct ForkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fork", abstract: "Logs, and lets copies of the process log as well.", shouldDisplay: false)

    @Option var folder: String
    @Option var store: String

    @Option(help: "How many copies are made.")
    var children = 20

    @Option(help: "How many records this process logs.")
    var count = 2_000

    @Flag(help: "Waits to be killed instead of closing its logger.")
    var waits = false

    func run() async throws {
        let url = store
        let logger = Logger(
            logDir: LogCommand.logDir,
            configuration: LoggerConfiguration(
                logsRoot: folder, capturesEnvironment: false, systemMetricsInterval: nil,
                onProblem: { PlainOutput.tell("problem: " + $0.message) })
        ) {
            try await DataManager(url: url).store
        }
        let total = count
        let next = Counter()
        // A copy may be made at any moment: also when a thread has one of the logger's locks.
        let threads = DispatchGroup()
        for _ in 0..<2 {
            DispatchQueue.global().async(group: threads) {
                while case let number = next.increment(), number <= total { Self.log(number, to: logger) }
            }
        }
        var copies: [ForkedChild] = []
        // What a copy logs is made before it is: it may have locks that Swift takes to make a type, and no thread to give them
        // back.
        let record = Self.record(-1_000)
        for index in 0..<children {
            while next.value < total * index / children { sched_yield() }
            if let copy = ForkedChild({ Self.logAsChild(record, to: logger) }) { copies.append(copy) }
        }
        for copy in copies where !copy.isDone(withinMilliseconds: 5_000) { PlainOutput.tell("a child blocked") }
        await withCheckedContinuation { continuation in
            threads.notify(queue: .global()) { continuation.resume() }
        }
        if waits {
            try logger.flush()
            PlainOutput.tell("waiting")
            try await Task.sleep(for: .seconds(3_600))
        }
        do {
            try await logger.close(deadline: .seconds(5))
            PlainOutput.tell("closed")
        } catch {
            PlainOutput.tell("not closed: \(error)")
        }
        for copy in copies {
            PlainOutput.tell("child ended: \(copy.terminated(within: 500).map { "\($0)" } ?? "never")")
        }
    }

    private static func logAsChild(_ record: Document, to logger: Logger) {
        for _ in 0..<20 {
            logger.logArtifact(record)
            logger.logScalar("scalar", -1, step: 0)
        }
        do {
            try logger.flush()
            PlainOutput.tell("flushed")
        } catch {
            PlainOutput.tell("refused: " + error.message)
        }
    }

    private static func log(_ number: Int, to logger: Logger) {
        logger.logArtifact(record(number))
        logger.logScalar("scalar", Double(number), step: Step(Int64(number)))
    }

    private static func record(_ number: Int) -> Document {
        [
            "ModelName": "m", "ExperimentName": "torture", "ArtifactID": LogCommand.artifactID,
            "Number": Value(number), "iteration": Value(number),
        ]
    }
}

/// Counts from 1.
private final class Counter: Sendable {
    private let atomic = Atomic<Int>(0)

    var value: Int { atomic.load(ordering: .relaxed) }

    func increment() -> Int { atomic.add(1, ordering: .relaxed).newValue }
}
