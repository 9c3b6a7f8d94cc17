import EventFiles
import Foundation
import TrackerFiles

/// The `.wandb` file of an offline run while it is written.
///
/// What could not be written stays in memory and is written first with the next call, at the same place.
final class WandBRunFile {
    /// The run's folder.
    let folder: String
    /// How many records it has, those in memory too.
    private(set) var recordCount: Int64
    /// How many bytes are on the file.
    private(set) var writtenByteCount: Int

    private let file: PosixFile
    private var blocks: BlockWriter
    private var pending: [UInt8] = []

    private init(folder: String, file: PosixFile, recordCount: Int64, byteCount: Int) {
        self.folder = folder
        self.file = file
        self.recordCount = recordCount
        writtenByteCount = byteCount
        blocks = BlockWriter(format: .wandb, continuingAt: byteCount)
    }

    /// Begins the file of a run in a folder of its own: `offline-run-20260131_235900-ID`. A name that is taken is followed by
    /// that of the next second.
    static func create(in parent: String, id: String, seconds: Double) throws -> WandBRunFile {
        for second in 0..<3_600 {
            let folder = "\(parent)/offline-run-\(stamp(seconds + Double(second)))-\(id)"
            guard try PosixFile.status(of: folder) == nil else { continue }
            try FileManager.default.createDirectory(atPath: "\(folder)/files", withIntermediateDirectories: true)
            try FileManager.default.createDirectory(atPath: "\(folder)/logs", withIntermediateDirectories: true)
            guard let file = try PosixFile.create("\(folder)/run-\(id).wandb") else { continue }
            return WandBRunFile(folder: folder, file: file, recordCount: 0, byteCount: 0)
        }
        throw EventFileError(.unwritable, "every name for a run in \(parent) is taken")
    }

    /// Goes on with a file, and cuts what it has behind a place.
    ///
    /// - Throws: `EventFileError`: `removed` when it is not there, `truncated` when it has fewer bytes.
    static func goOn(folder: String, id: String, recordCount: Int64, byteCount: Int) throws(EventFileError)
        -> WandBRunFile
    {
        let file = try PosixFile(continuing: "\(folder)/run-\(id).wandb")
        guard try file.status().size >= byteCount else {
            throw EventFileError(.truncated, "\(folder) ends before the place it was to be continued from")
        }
        try file.truncate(to: byteCount)
        return WandBRunFile(folder: folder, file: file, recordCount: recordCount, byteCount: byteCount)
    }

    /// Adds a record.
    func append(_ record: WandBRecord) {
        recordCount += 1
        blocks.append(WandBRecordEncoder.encode(record, number: recordCount), to: &pending)
    }

    /// Writes what was added.
    func flush() throws(EventFileError) {
        guard !pending.isEmpty else { return }
        try file.write(pending, at: writtenByteCount)
        writtenByteCount += pending.count
        pending = []
    }

    /// Returns when the disk has everything, its names too.
    func synchronize() throws(EventFileError) {
        try flush()
        try file.synchronize()
        // Pictures have folders of their own, from the first one on.
        for part in ["/files/media/images", "/files/media", "/files"]
        where try PosixFile.status(of: folder + part) != nil {
            try PosixFile.synchronizeFolder(folder + part)
        }
        try PosixFile.synchronizeFolder(folder)
        try PosixFile.synchronizeFolder(folder + "/..")
    }

    /// A time as W&B has it in names, in the machine's own time zone.
    private static func stamp(_ seconds: Double) -> String {
        let parts = Calendar(identifier: .gregorian).dateComponents(
            [.year, .month, .day, .hour, .minute, .second], from: Date(timeIntervalSince1970: seconds))
        func text(_ number: Int?, _ width: Int) -> String {
            let digits = "\(number ?? 0)"
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return text(parts.year, 4) + text(parts.month, 2) + text(parts.day, 2) + "_" + text(parts.hour, 2)
            + text(parts.minute, 2) + text(parts.second, 2)
    }
}
