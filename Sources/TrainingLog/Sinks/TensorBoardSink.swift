import EventFiles
import Foundation
import RegistryCore

/// The numbers of every record as scalars in a TensorBoard event file in the run's folder.
final class TensorBoardSink: LogSink {
    let name = "TensorBoard"
    let logType: LogType

    private let folder: RunFolder
    private let startTime: WallTime
    private var writer: EventFileWriter?
    /// The last entry that the writer has. Writing may fail after the writer took entries, and the same ones come again.
    private var lastSequence: Int64 = -1

    /// - Parameter startTime: The time in the file's name and first event.
    init(folder: RunFolder, startTime: WallTime) {
        self.folder = folder
        self.startTime = startTime
        logType = LogType(kind: "tensorboard", place: folder.path)
    }

    func deliver(_ entries: [LogEntry]) async throws -> [RejectedEntry] {
        let writer = try openWriter()
        for entry in entries where entry.sequence > lastSequence {
            lastSequence = entry.sequence
            if let event = Self.event(for: entry) { try writer.append(event) }
        }
        try writer.flush()
        return []
    }

    func finish(_ status: RunStatus) async throws {
        try writer?.close()
    }

    /// One event with a value for every number; `nil` when the record has none.
    static func event(for entry: LogEntry) -> Event? {
        let values = RecordFields.numbers(of: entry.record).map { key, value in
            SummaryValue(tag: RecordFields.tag(of: key, in: entry.record), payload: .simple(Float(value)))
        }
        guard !values.isEmpty else { return nil }
        return Event(
            wallTime: entry.time.secondsSince1970, step: RecordFields.step(of: entry).rawValue,
            content: .summary(values))
    }

    private func openWriter() throws -> EventFileWriter {
        if let writer { return writer }
        let name = EventFileName(
            unixSeconds: startTime.millisecondsSince1970 / 1_000, host: MachineName.current,
            processID: ProcessInfo.processInfo.processIdentifier, unique: 0)
        let opened = try EventFileWriter(
            in: URL(filePath: folder.path, directoryHint: .isDirectory), name: name,
            wallTime: startTime.secondsSince1970)
        writer = opened
        return opened
    }
}
