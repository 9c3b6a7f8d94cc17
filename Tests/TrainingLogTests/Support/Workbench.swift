import EventFiles
import Foundation
import RegistryCore
import RegistryTestKit

@testable import TrainingLog

/// What a test of the logger needs: a folder, a store, a list of problems, and no waiting between attempts.
struct Workbench {
    let folder: OwnedFolder
    let store = FakeStore()
    let problems = ProblemList()

    /// 2023-11-14T22:13:20Z.
    static let startTime = WallTime(millisecondsSince1970: 1_700_000_000_000)
    static let objectID = RecordID("65a000000000000000012345").value

    init() throws {
        folder = try OwnedFolder()
    }

    /// A logger of the bench's store.
    func logger(
        logDir: String = "run", configure: (inout LoggerConfiguration) -> Void = { _ in }
    ) -> TrainingLog.Logger {
        logger(into: store, logDir: logDir, configure: configure)
    }

    /// A logger of any store, or of none.
    func logger(
        into store: (any RecordWriter)?, logDir: String = "run", resuming run: RunID? = nil,
        configure: (inout LoggerConfiguration) -> Void = { _ in }
    ) -> TrainingLog.Logger {
        logger(
            openStore: store.map { store in { @Sendable in store } }, logDir: logDir, resuming: run,
            configure: configure)
    }

    /// A logger whose store is opened in a test's own way, by a clock of the test's.
    func logger(
        openStore: StoreOpener?, logDir: String = "run", resuming run: RunID? = nil,
        now: @escaping @Sendable () -> WallTime = { startTime },
        configure: (inout LoggerConfiguration) -> Void = { _ in }
    ) -> TrainingLog.Logger {
        var configuration = LoggerConfiguration(
            logsRoot: folder.path, runName: "a run", durability: .buffered(.milliseconds(1)),
            capturesEnvironment: false, systemMetricsInterval: nil, handlesTerminationSignals: false,
            onProblem: { [problems] in problems.add($0) })
        configure(&configuration)
        var surroundings = Self.surroundings
        surroundings.now = now
        return Logger(
            logDir: logDir, openStore: openStore, configuration: configuration, surroundings: surroundings,
            resuming: run)
    }

    /// A clock that stands still, no waiting between attempts, and ticks as often as they are in life.
    static let surroundings = Surroundings(
        now: { startTime },
        after: { _, call in
            Task {
                await Task.yield()
                call()
            }
        })

    /// The paths of the files below the folder, in order.
    func files() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { relative in
            let attributes = try FileManager.default.attributesOfItem(atPath: path(relative))
            return attributes[.type] as? FileAttributeType == .typeRegular
        }.sorted()
    }

    func path(_ relative: String) -> String { folder.path + "/" + relative }

    /// All lines of a CSV file.
    func lines(_ relative: String) throws -> [String] {
        var lines = try String(contentsOfFile: path(relative), encoding: .utf8).components(separatedBy: "\r\n")
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    /// Returns when the run's files hold this many records; `key` is one of their numbers.
    func waitForFiles(toHold count: Int, _ key: String) async {
        while (try? lines("run/data/default_12345.csv").count) != count + 1 { await Task.yield() }
        while (try? scalars()[key]?.count) != count { await Task.yield() }
    }

    /// The scalars in the event files of a run's folder: tag, step, value.
    func scalars(in logDir: String = "run") throws -> [String: [[Double]]] {
        var scalars: [String: [[Double]]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: path(logDir)) where name.contains("tfevents") {
            let reader = try EventFileReader(URL(filePath: path(logDir) + "/" + name))
            while let event = try reader.next() {
                guard case .summary(let values) = event.content else { continue }
                for value in values {
                    guard let scalar = value.scalar else { continue }
                    scalars[value.tag, default: []].append([Double(event.step), scalar])
                }
            }
            try reader.requireEnd()
        }
        return scalars
    }
}
