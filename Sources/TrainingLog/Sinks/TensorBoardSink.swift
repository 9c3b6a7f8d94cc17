import EventFiles
import Foundation
import RegistryCore

/// What was logged as events of one TensorBoard file in the run's folder: numbers as scalars, images, and what only
/// TensorBoard shows.
final class TensorBoardSink: LogSink {
    let name = "TensorBoard"
    let logType: LogType

    private let folder: RunFolder
    private let startTime: WallTime
    private let unique: Int
    private let encoded: EncodedMedia
    private var writer: EventFileWriter?
    /// The disk keeps the file's name.
    private var isNameKept = false
    /// The last entry that the writer has. Writing may fail after the writer took entries, and the same ones come again.
    private var takenSequence: Int64 = -1
    /// The last entry that is on the file.
    private var writtenSequence: Int64 = -1

    /// - Parameters:
    ///   - startTime: The time in the file's name and first event.
    ///   - unique: A number in the file's name, for several files of one process and second.
    ///   - encoded: What other sinks of the run encoded already.
    init(folder: RunFolder, startTime: WallTime, unique: Int = 0, encoded: EncodedMedia = EncodedMedia()) {
        self.folder = folder
        self.startTime = startTime
        self.unique = unique
        self.encoded = encoded
        logType = LogType(kind: "tensorboard", place: folder.path)
    }

    /// Cuts what the file has behind the checkpoint; it comes again. A file that is gone, or is not what it was, is left as
    /// it is, and a new one begins.
    func restore(_ state: Document) async throws {
        guard let name = state["file"]?.stringValue, let offset = state["offset"]?.intValue.flatMap(Int.init(exactly:))
        else { return }
        do {
            let folder = URL(filePath: folder.path, directoryHint: .isDirectory)
            writer = try EventFileWriter(
                continuing: folder.appending(path: PathText.name(of: name)), at: offset)
        } catch {
            guard [.truncated, .invalid, .removed].contains(error.code) else { throw error }
        }
    }

    func takes(_ content: LogEntry.Content) -> Bool {
        switch content {
        case .scalar, .scalars, .image, .event, .video, .labelledText, .labelledPicture: true
        case .record(let record, _): !RecordFields.numbers(of: record).isEmpty
        case .start, .environment, .line, .parameters, .command, .message, .labelledFile, .file, .end: false
        }
    }

    func prepare(for entries: [LogEntry]) async throws -> Bool {
        guard writer == nil else { return false }
        let name = EventFileName(
            unixSeconds: startTime.millisecondsSince1970 / 1_000, host: MachineName.current,
            processID: ProcessInfo.processInfo.processIdentifier, unique: unique)
        writer = try EventFileWriter(
            in: URL(filePath: folder.path, directoryHint: .isDirectory), name: name,
            wallTime: startTime.secondsSince1970)
        isNameKept = false
        return true
    }

    func deliver(_ entries: [LogEntry]) async throws -> [RejectedEntry] {
        guard let writer else { return [] }
        var rejected: [RejectedEntry] = []
        do {
            for entry in entries where entry.sequence > takenSequence {
                takenSequence = entry.sequence
                do {
                    try append(entry, to: writer)
                } catch let failure as PermanentFailure {
                    rejected.append(RejectedEntry(sequence: entry.sequence, reason: failure.reason))
                }
            }
            try writer.flush()
        } catch let error as EventFileError where error.code == .removed {
            // Somebody deleted the file. What it held is gone, as they wanted; what it did not hold yet goes to a new one.
            self.writer = nil
            takenSequence = writtenSequence
            throw PassingFailure(reason: error)
        }
        writtenSequence = takenSequence
        return rejected
    }

    func checkpoint() async throws -> Document {
        guard let writer else { return [:] }
        try writer.synchronize()
        if !isNameKept {
            try PosixFile.synchronizeFolders(from: folder.path)
            isNameKept = true
        }
        return ["file": .string(writer.url.lastPathComponent), "offset": .int(Int64(writer.writtenByteCount))]
    }

    func finish(_ ending: RunEnding?) async throws {
        // Closed by the last checkpoint's synchronize and the end of this sink: closing would forget the offset.
    }

    private func append(_ entry: LogEntry, to writer: EventFileWriter) throws {
        let time = entry.time.secondsSince1970
        switch entry.content {
        case .record(let record, let place):
            let values = RecordFields.numbers(of: record).map { key, value in
                SummaryValue(tag: RecordFields.tag(of: key, in: record), payload: .simple(Float(value)))
            }
            guard !values.isEmpty else { return }
            try writer.append(
                values, step: RecordFields.step(of: record, place: place).rawValue, wallTime: time)
        case .scalar(let number, let step):
            try writer.appendScalar(Float(number.value), tag: number.name, step: step.rawValue, wallTime: time)
        case .scalars(let numbers, let step):
            for number in numbers {
                try writer.appendScalar(
                    Float(number.value), tag: number.name, step: step.rawValue, wallTime: time)
            }
        case .image(let image, let step):
            try writer.append([try value(of: image, in: entry)], step: step.rawValue, wallTime: time)
        case .labelledPicture(let picture):
            try writer.append(
                [try value(of: picture.image, in: entry)], step: picture.step?.rawValue ?? 0, wallTime: time)
        case .labelledText(let text):
            // TensorBoard knows no expected text: both are shown, one behind the other.
            let texts = [text.text] + (text.expected.map { [$0] } ?? [])
            try writer.append(
                [.text(text.label, LoggedText(texts.joined(separator: "\n\n---\n\n")))], step: text.step?.rawValue ?? 0,
                wallTime: time)
        case .video(let video, let step):
            let value: SummaryValue
            do {
                value = .images(video.tag, try ImageStack(gif: encoded.file(of: entry.sequence, video.gif).bytes))
            } catch {
                throw PermanentFailure(error)
            }
            try writer.append([value], step: step.rawValue, wallTime: time)
        case .event(let bytes):
            let event: Event
            do {
                event = try EventDecoder.decode(bytes)
            } catch {
                throw PermanentFailure(error)
            }
            guard case .summary(let values) = event.content else { return }
            try writer.append(values, step: event.step, wallTime: time)
        case .start, .environment, .line, .parameters, .command, .message, .labelledFile, .file, .end: break
        }
    }

    /// An image, compressed once for all sinks.
    private func value(of image: LoggedImage, in entry: LogEntry) throws(PermanentFailure) -> SummaryValue {
        do {
            return .images(
                image.tag, try ImageStack(pngs: [try encoded.file(of: entry.sequence, image.png).bytes]))
        } catch {
            throw PermanentFailure(error)
        }
    }
}
