import ArgumentParser
import Foundation
import LoggerAndViewer

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The victim: logs numbered records until it is killed, or as many as it is told to, and says on standard output which it
/// has acknowledged.
struct LogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Logs until it is killed.", shouldDisplay: false)

    /// Every logger of all rounds gives it to its records, so that all of them share one CSV file.
    static let artifactID = RecordID("65a0000000000000000abcde").value
    /// The run folder below the folder of all logs.
    static let logDir = "run"

    @OptionGroup var numbers: NumberedLogging
    @Option var store: String
    @Option var durability: PromisedDurability

    @Option(help: "What happens when all records are logged.")
    var atEnd = VictimEnding.close

    @Option(help: "What the error says that is thrown at the end.")
    var error = "The loss is NaN."

    @Flag(help: "Every record is told as soon as it is logged, whatever has become of it.")
    var tellsAll = false

    @Option(help: "This program's own handler of SIGTERM ends it with this code.")
    var ownHandlerCode: Int32?

    @Flag(help: "Starts a program that interrupts itself, and tells how it ended.")
    var startsProgram = false

    func run() async throws {
        // Whoever started this one may ignore SIGINT, as shells do for what runs in the background.
        HandledSignal.restoreDefault(SIGINT)
        if let ownHandlerCode { HandledSignal.exit(with: ownHandlerCode, on: SIGTERM) }
        let url = store
        let logger = Logger(
            logDir: Self.logDir,
            configuration: LoggerConfiguration(
                logsRoot: numbers.folder, durability: durability.durability, checkpointInterval: .milliseconds(20))
        ) {
            try await DataManager(url: url).store
        }
        switch atEnd {
        case .close:
            try log(to: logger)
            try await logger.close()
        case .wait:
            try log(to: logger)
            tell("waiting")
            try await Task.sleep(for: .seconds(3_600))
        case .throw:
            try await logger.run {
                try log(to: logger)
                throw VictimError(message: error)
            }
        }
    }

    private func log(to logger: Logger) throws {
        let image = try ImageArray([UInt8](repeating: 128, count: 64), shape: [8, 8])
        try numbers.forEachNumber { number in
            var record: Document = [
                "ModelName": "m", "ExperimentName": "torture", "ArtifactID": Self.artifactID,
                "Number": Value(number), "iteration": Value(number),
            ]
            // Now and then a column that no record had before: the file is written anew.
            if number % 997 == 0 { record["Extra\(number % 7)"] = "a,\"b\"\r\nc" }
            if number % 100 == 0 { logger.logArtifactWithImage(record, image) } else { logger.logArtifact(record) }
            logger.logScalar("scalar", Double(number), step: Step(Int64(number)))
            try acknowledge(number, of: logger)
            // The logger is at work: should it ignore SIGINT, the program would, too.
            if startsProgram, number == numbers.first { tell("program \(try InterruptedProgram.howItEnded())") }
        }
    }

    /// Tells that everything up to a number is safe, if it is.
    private func acknowledge(_ number: Int, of logger: Logger) throws {
        if durability == .buffered, !tellsAll {
            guard number % 50 == 0 else { return }
            try logger.flush()
        }
        tell("\(number)")
    }

    private func tell(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }
}
