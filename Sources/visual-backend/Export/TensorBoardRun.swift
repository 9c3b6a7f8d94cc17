import EventFiles
import FileFaults
import Foundation
import RegistryCore
import RegistryWeb

/// A run of the registry as an event file.
struct TensorBoardRun {
    private let run: Run
    private let store: any RecordReader

    init(_ run: Run, store: any RecordReader) {
        self.run = run
        self.store = store
    }

    /// Writes the run into a folder of its own, and says how many points it has. The event file is there when it is whole: TensorBoard would
    /// show half of a run as if it were all.
    ///
    /// - Throws: `EventFileError`; ``RegistryError`` from the store, and with `unavailable` when the file cannot be written.
    func write(below folder: URL) async throws -> Int {
        let experiment = folder.appending(path: ExportFolder.plainName(run.experiment))
        // It takes whatever has "tfevents" in its name.
        let part = try PartFile(try freePath(in: experiment.appending(path: name)), partName: "run")
        let writer = try EventFileWriter(continuing: URL(filePath: part.partPath), at: 0, verifying: false)
        try writer.append(
            Event(wallTime: run.startTime.secondsSince1970, content: .fileVersion(Event.currentFileVersion)))
        try writeFacts(to: writer)
        var count = 0
        for metric in run.metrics.keys.sorted() {
            var points = SeriesPassage(of: SeriesID(run: run.id, metric: metric), in: store)
            while let part = try await points.next() {
                for point in part {
                    try writer.appendScalar(
                        Float(point.value), tag: metric, step: point.step.rawValue,
                        wallTime: point.time.secondsSince1970)
                }
                count += part.count
            }
        }
        try writeEnd(to: writer)
        try writer.close()
        try part.finish(replacing: false)
        // The file's own folder has been saved with it; those are new as well.
        for made in [experiment, folder] { try PosixFile.synchronizeFolder(made.path) }
        return count
    }

    /// Makes a folder, and says where an event file can lie in it: names of runs and the ends of their identifiers may be the same.
    private func freePath(in folder: URL) throws -> String {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw RegistryError(
                .unavailable, "The folder \(folder.path) cannot be made: \(FileFault.text(of: error))",
                underlying: error)
        }
        var name = EventFileName(
            unixSeconds: Int64(run.startTime.secondsSince1970), host: run.host, processID: 0, unique: 0)
        while true {
            let path = folder.appending(path: name.description).path
            guard FileManager.default.fileExists(atPath: path) else { return path }
            name.unique += 1
        }
    }

    /// What it is called, with the end of its identifier: names need not be different.
    private var name: String { "\(ExportFolder.plainName(run.name))-\(run.id.description.suffix(8))" }

    private func writeFacts(to writer: EventFileWriter) throws {
        let time = run.startTime.secondsSince1970
        let parameters = run.flatParameters
        if !parameters.isEmpty {
            var values: [String: HParamValue] = [:]
            for (name, value) in parameters { values[name] = Self.value(value) }
            try writer.append(
                [.hparams(HParamsSessionStart(hparams: values, startSeconds: time))], step: 0, wallTime: time)
        }
        if !run.notes.isEmpty { try writer.append([.text("notes", LoggedText(run.notes))], step: 0, wallTime: time) }
    }

    private func writeEnd(to writer: EventFileWriter) throws {
        guard !run.parameters.isEmpty, run.status != .running else { return }
        let time = (run.endTime ?? run.heartbeat ?? run.startTime).secondsSince1970
        let end = HParamsSessionEnd(status: run.status == .finished ? .success : .failure, endSeconds: time)
        try writer.append([.hparams(end)], step: 0, wallTime: time)
    }

    private static func value(_ value: Value) -> HParamValue {
        switch value {
        case .bool(let value): .bool(value)
        case .int(let value): .number(Double(value))
        case .double(let value): .number(value)
        case .string(let text): .string(text)
        default: .string(value.json())
        }
    }
}
