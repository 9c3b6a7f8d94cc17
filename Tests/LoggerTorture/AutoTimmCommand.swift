import ArgumentParser
import Foundation
import LoggerAndViewer

/// A victim in AutoTimm's words: logs numbers to a table and to an offline run of W&B, each in the next free version, until it is killed, or
/// as many as it is told to. It says on standard output which it has acknowledged.
struct AutoTimmCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "autotimm", abstract: "Logs in AutoTimm's words until it is killed.", shouldDisplay: false)

    /// The name of what is logged; each number stands at itself.
    static let metric = "number"
    /// The folder of the tables below the folder of all logs.
    static let tables = "tables"
    /// The folder of W&B's runs below the folder of all logs.
    static let tracker = "tracker"

    @OptionGroup var numbers: NumberedLogging

    func run() async throws {
        let folder = numbers.folder
        let manager = try LoggerManager(
            configs: [
                LoggerConfig(backend: "csv", params: ["save_dir": .string("\(folder)/\(Self.tables)")]),
                LoggerConfig(
                    backend: "wandb",
                    params: [
                        "project": "torture", "save_dir": .string("\(folder)/\(Self.tracker)"), "offline": true,
                    ]),
            ],
            configuration: LoggerConfiguration(
                logsRoot: folder, durability: .written, checkpointInterval: .milliseconds(20),
                capturesEnvironment: false, systemMetricsInterval: nil))
        log(to: manager)
        try await manager.close()
    }

    private func log(to manager: LoggerManager) {
        numbers.forEachNumber { number in
            manager.log(Self.metric, Double(number), step: Step(Int64(number)))
            PlainOutput.tell("\(number)")
        }
    }
}
