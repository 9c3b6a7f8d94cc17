import BenchmarkKit
import EventFiles
import Foundation

/// One thing that is measured, of ours.
enum Work: String, CaseIterable {
    case writeScalars = "write-scalars"
    case writeEvents = "write-events"
    case readDirectory = "read-directory"
    case readEvents = "read-events"

    var title: String {
        switch self {
        case .writeScalars: "write scalars: appendScalar"
        case .writeEvents: "write scalars: append(Event)"
        case .readDirectory: "read scalars: LogDirectoryReader"
        case .readEvents: "read scalars: EventFileReader"
        }
    }

    /// Does it. Reading reads what `writeScalars` left in the folder.
    func run(_ count: Int, in folder: String) throws {
        let files = URL(filePath: folder, directoryHint: .isDirectory).appending(path: "ours")
        switch self {
        case .writeScalars:
            let writer = try Self.writer(in: files)
            for index in 0..<count {
                let (tag, step, value) = Self.point(index)
                try writer.appendScalar(value, tag: tag, step: step, wallTime: 1_700_000_000 + Double(index) / 1_000)
            }
            try writer.flush()
        case .writeEvents:
            let other = files.deletingLastPathComponent().appending(path: "other")
            defer { try? FileManager.default.removeItem(at: other) }
            let writer = try Self.writer(in: other)
            for index in 0..<count {
                let (tag, step, value) = Self.point(index)
                try writer.append(
                    Event(
                        wallTime: 1_700_000_000 + Double(index) / 1_000, step: step,
                        content: .summary([SummaryValue(tag: tag, payload: .simple(value))])))
            }
            try writer.flush()
        case .readDirectory:
            let reader = LogDirectoryReader(files)
            var read = 0
            while let batch = try reader.nextBatch() { read += batch.scalars.count }
            guard read == count else { throw WrongAnswer("\(read) scalars were read instead of \(count)") }
        case .readEvents:
            let names = try FileManager.default.contentsOfDirectory(atPath: files.path)
            var read = 0
            for name in names {
                let reader = try EventFileReader(files.appending(path: name))
                while let event = try reader.next() {
                    if case .summary(let values) = event.content { read += values.count }
                }
            }
            guard read == count else { throw WrongAnswer("\(read) scalars were read instead of \(count)") }
        }
    }

    private static let tags = (0..<10).map { "train/metric_\($0)" }

    private static func point(_ index: Int) -> (tag: String, step: Int64, value: Float) {
        (tags[index % tags.count], Int64(index / tags.count), Float(index % 1_009) / 1_009)
    }

    private static func writer(in folder: URL) throws -> EventFileWriter {
        let name = EventFileName(unixSeconds: 1_700_000_000, host: "bench", processID: 1, unique: 0)
        return try EventFileWriter(in: folder, name: name, wallTime: 1_700_000_000)
    }
}
