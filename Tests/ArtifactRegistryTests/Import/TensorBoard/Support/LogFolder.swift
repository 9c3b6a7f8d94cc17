import ArtifactRegistry
import EventFiles
import Foundation
import RegistryCore
import RegistryTestKit

/// A log directory of its own, and an importer's view of it.
final class LogFolder: Sendable {
    /// The wall time of the first event; each step is a second later.
    static let start = 1_700_000_000.0
    /// A day after everything was logged.
    static let later = WallTime(secondsSince1970: start + 86_400)

    private let owned: OwnedFolder

    init() throws { owned = try OwnedFolder() }

    var url: URL { owned.url.appending(path: "logs") }
    /// As the registry knows it.
    var directory: String { url.resolvingSymlinksInPath().path }

    /// Where a store may lie.
    func storePath() -> String { owned.url.appending(path: "registry.sqlite").path }

    /// A new event file of a run.
    func writer(_ run: String, second: Int64 = 0) throws -> EventFileWriter {
        try EventFileWriter(
            in: run == "." ? url : url.appending(path: run),
            name: EventFileName(
                unixSeconds: Int64(Self.start) + second, host: "machine", processID: 42, unique: 0),
            wallTime: Self.start + Double(second))
    }

    /// A whole event file of one metric: the value at a step is the step and `offset`.
    @discardableResult
    func log(
        _ run: String, tag: String = "loss", steps: Range<Int64>, second: Int64 = 0, offset: Float = 0
    ) throws -> URL {
        let writer = try writer(run, second: second)
        try writer.log(tag, steps: steps, offset: offset)
        try writer.close()
        return writer.url
    }

    /// Writes on in a run's first event file.
    func extend(_ run: String, tag: String = "loss", steps: Range<Int64>) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: url.appending(path: run).path)
        guard let first = names.sorted().first else { return }
        let writer = try EventFileWriter(continuing: url.appending(path: "\(run)/\(first)"))
        try writer.log(tag, steps: steps)
        try writer.close()
    }

    func importer(
        _ store: any RegistryStore, options: TensorBoardImportOptions = TensorBoardImportOptions(),
        now: WallTime = LogFolder.later
    ) -> TensorBoardImporter {
        TensorBoardImporter(logDirectory: url, store: store, options: options, now: { now })
    }
}

extension EventFileWriter {
    func log(_ tag: String, steps: Range<Int64>, offset: Float = 0) throws {
        for step in steps {
            try append(
                [.scalar(tag, Float(step) + offset)], step: step, wallTime: LogFolder.start + Double(step))
        }
        try flush()
    }
}
