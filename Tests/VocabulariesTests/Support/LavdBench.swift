import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import TrainingLog

@testable import Vocabularies

/// A folder, a registry in memory, files that text is printed to, and what loggers complain about.
final class LavdBench: Sendable {
    let folder: OwnedFolder
    let store = MemoryStore()
    private let heard = Mutex<[String]>([])
    /// What is done with each complaint, besides keeping it.
    let answer = Mutex<(@Sendable (String) -> Void)?>(nil)

    init() throws { folder = try OwnedFolder() }

    var problems: [String] { heard.withLock { $0 } }

    /// A logger that prints to two files.
    func logger(
        _ name: String = "exp", disabled: Bool = false, console: LavdConsole? = nil
    ) throws -> LavdLogger {
        let configuration = LoggerConfiguration(
            durability: .buffered(.milliseconds(1)), capturesEnvironment: false, systemMetricsInterval: nil,
            handlesTerminationSignals: false,
            onProblem: { [self] problem in
                heard.withLock { $0.append(problem.message) }
                answer.withLock { $0 }?(problem.message)
            })
        return LavdLogger(
            name, logDir: folder.path + "/log", store: store, configuration: configuration, disabled: disabled,
            console: try console ?? LavdConsole(output: handle("printed.txt"), error: handle("errors.txt")))
    }

    private func handle(_ name: String) throws -> FileHandle {
        let path = folder.path + "/" + name
        if !FileManager.default.fileExists(atPath: path) { try Data().write(to: URL(filePath: path)) }
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.seekToEnd()
        return handle
    }

    /// What was printed: on standard output, on standard error.
    func printed() throws -> (output: String, errors: String) {
        (
            try String(contentsOfFile: folder.path + "/printed.txt", encoding: .utf8),
            try String(contentsOfFile: folder.path + "/errors.txt", encoding: .utf8)
        )
    }

    /// A file in the folder of experiments.
    func text(_ path: String) throws -> String {
        try String(contentsOfFile: "\(folder.path)/log/\(path)", encoding: .utf8)
    }

    /// The files of an experiment, without the event file.
    func names(_ name: String = "exp") throws -> [String] {
        guard FileManager.default.fileExists(atPath: "\(folder.path)/log/\(name)") else { return [] }
        return try FileManager.default.subpathsOfDirectory(atPath: "\(folder.path)/log/\(name)").sorted()
            .filter { $0.contains(".") && !$0.contains("tfevents") }
    }

    /// The messages in `events.log`: tag and text.
    func events(_ name: String = "exp") throws -> [String] {
        try text("\(name)/events.log").split(separator: "\n").map { line in
            line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false).dropFirst().joined()
        }
    }
}
