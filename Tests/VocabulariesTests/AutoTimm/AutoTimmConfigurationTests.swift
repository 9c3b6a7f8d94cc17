import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import Vocabularies

struct AutoTimmConfigurationTests {
    @Test func `A file says where and what to log`() throws {
        let configuration = try AutoTimmConfiguration(
            yaml: """
                # where
                logger:
                  - backend: tensorboard
                    params: {save_dir: logs/tb, version: v1, default_hp_metric: no}
                  - backend: csv
                    params:
                      save_dir: "logs/csv"
                      version: null
                      flush_logs_every_n_steps: 100
                logging:
                  log_gradient_norm: true
                  predictions_per_epoch: 3
                """)
        #expect(
            configuration.loggers == [
                try LoggerConfig(
                    backend: "tensorboard",
                    params: ["save_dir": "logs/tb", "version": "v1", "default_hp_metric": false]),
                try LoggerConfig(
                    backend: "csv",
                    params: ["save_dir": "logs/csv", "version": .null, "flush_logs_every_n_steps": 100]),
            ])
        #expect(configuration.logging == LoggingConfig(logGradientNorm: true, predictionsPerEpoch: 3))
    }

    @Test func `A file on the disk is read as its text is, and one that is not there, no text or too long is refused`()
        throws
    {
        let folder = try OwnedFolder()
        let path = "\(folder.path)/logging.yaml"
        let text = "logger: [{backend: csv, params: {save_dir: l}}]\n"
        expectError(.notFound) { _ = try AutoTimmConfiguration(path: path) }
        try Data(text.utf8).write(to: URL(filePath: path))
        #expect(try AutoTimmConfiguration(path: path) == AutoTimmConfiguration(yaml: text))
        try Data([0xFF, 0xFE]).write(to: URL(filePath: path))
        expectError(.invalidArgument) { _ = try AutoTimmConfiguration(path: path) }
        try Data((text + String(repeating: "#", count: 300 << 10)).utf8).write(to: URL(filePath: path))
        expectError(.invalidArgument) { _ = try AutoTimmConfiguration(path: path) }
    }

    @Test(arguments: [
        ("logger: [{backend: csv, params: {save_dir: l}}]\nloging: {}", 2, "logging"),
        ("logger:\n- backend: cvs\n  params: {save_dir: l}", 2, "csv"),
        ("logger:\n- backend: csv\n  params:\n    save_dir: l\n    flush_every: 5", 5, "flush_every"),
        ("logger:\n- backend: csv\n  params:\n    save_dir: 5", 4, "save_dir"),
        ("logger:\n- backend: csv\n  params:\n    name: x", 4, "save_dir"),
        ("logger:\n- backend: csv\n  parms: {save_dir: l}", 3, "params"),
        ("logger: 5", 1, "list"), ("logger: []", 1, "at least one"), ("a: 1", 1, "a"),
        ("logger: [{backend: csv, params: {save_dir: l}}]\nlogging:\n  log_gradient_norm: 3", 3, "true or false"),
        ("logger: [{backend: csv, params: {save_dir: l}}]\nlogging:\n  predictions_per_epoch: 0", 3, "1 to 200"),
    ])
    func `What is wrong is said with its line`(text: String, line: Int, word: String) {
        let error = #expect(throws: RegistryError.self) { try AutoTimmConfiguration(yaml: text) }
        #expect(error?.code == .invalidArgument)
        #expect(
            error?.message.hasPrefix("Line \(line): ") == true && error?.message.contains(word) == true,
            "\(error?.message ?? "")")
    }

    @Test func `Text that is no YAML, or stands for more than it says, is refused and costs nothing`() {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...20 {
            bomb +=
                "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
                + "]\n"
        }
        let texts = [
            bomb, "a: &a [*a]", "a: *b", "a: [", "a: b: c", "\t- x", "a: 1\na: 2", "? [x]\n: y",
            String(repeating: "[", count: 100_000), String(repeating: "- ", count: 100_000) + "x",
            String(repeating: "{a: ", count: 10_000), String(repeating: "x", count: 300_000),
            (0..<1_000).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n"),
        ]
        let time = ContinuousClock().measure {
            for text in texts {
                #expect(throws: RegistryError.self, "\(text.prefix(40))") { try ConfigurationFile.read(text) }
            }
        }
        #expect(time < .seconds(20))
    }

    @Test func `A type that a file names is never made: its value is text`() throws {
        let node = try ConfigurationFile.read("a: !!python/object:os.system x")
        guard case .mapping(let entries) = node.content, case .value(let value)? = entries.first?.value.content else {
            Issue.record("The file is no mapping with a value")
            return
        }
        #expect(value == "x")
    }
}
