import EventFiles
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

    /// Writes the run into a folder of its own, and says how many points it has.
    ///
    /// - Throws: `EventFileError`; ``RegistryError`` from the store.
    func write(below folder: URL) async throws -> Int {
        let writer = try EventFileWriter(
            in: folder.appending(path: ExportFolder.plainName(run.experiment)).appending(path: name),
            name: EventFileName(
                unixSeconds: Int64(run.startTime.secondsSince1970), host: run.host, processID: 0, unique: 0),
            wallTime: run.startTime.secondsSince1970)
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
        return count
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
