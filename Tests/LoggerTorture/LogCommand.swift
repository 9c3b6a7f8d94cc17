import ArgumentParser
import Foundation
import LoggerAndViewer

/// What a log call promises, by a name for the command line.
enum PromisedDurability: String, ExpressibleByArgument, CaseIterable {
    case buffered, written, synced

    var durability: Durability {
        switch self {
        case .buffered: .buffered(.milliseconds(20))
        case .written: .written
        case .synced: .synced
        }
    }
}

/// The victim: logs numbered records until it is killed, and says on standard output which it has acknowledged.
struct LogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Logs until it is killed.", shouldDisplay: false)

    /// Every logger of all rounds gives it to its records, so that all of them share one CSV file.
    static let artifactID = RecordID("65a0000000000000000abcde").value

    @Option var folder: String
    @Option var store: String
    @Option var durability: PromisedDurability
    @Option var first: Int

    func run() async throws {
        let url = store
        let logger = Logger(
            logDir: "run",
            configuration: LoggerConfiguration(
                logsRoot: folder, durability: durability.durability, checkpointInterval: .milliseconds(20))
        ) {
            try await DataManager(url: url).store
        }
        let image = try ImageArray([UInt8](repeating: 128, count: 64), shape: [8, 8])
        for number in first... {
            var record: Document = [
                "ModelName": "m", "ExperimentName": "torture", "ArtifactID": Self.artifactID,
                "Number": Value(number), "iteration": Value(number),
            ]
            // Now and then a column that no record had before: the file is written anew.
            if number % 997 == 0 { record["Extra\(number % 7)"] = "a,\"b\"\r\nc" }
            if number % 100 == 0 { logger.logArtifactWithImage(record, image) } else { logger.logArtifact(record) }
            logger.logScalar("scalar", Double(number), step: Step(Int64(number)))
            switch durability {
            case .buffered:
                if number % 50 == 0 {
                    try logger.flush()
                    acknowledge(number)
                }
            case .written, .synced: acknowledge(number)
            }
        }
    }

    /// Everything up to this number is safe.
    private func acknowledge(_ number: Int) {
        FileHandle.standardOutput.write(Data("\(number)\n".utf8))
    }
}
