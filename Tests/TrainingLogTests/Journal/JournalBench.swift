import Foundation
import RegistryCore
import RegistryTestKit

@testable import TrainingLog

/// A journal in a folder of its own.
struct JournalBench {
    let folder: OwnedFolder
    let journal: JournalFolder

    /// - Parameter place: Where in the folder the journal lies. Default: in the folder itself.
    init(writer: UInt64 = 0, in place: String = "") throws {
        folder = try OwnedFolder()
        var generator = SeededGenerator(seed: 7)
        journal = JournalFolder(
            root: place.isEmpty ? folder.path : folder.path + "/" + place,
            run: RunID(time: Workbench.startTime, using: &generator), writer: writer)
    }

    /// Writes a journal of one record in a run's folder, whose writer is done with it.
    static func writeJournal(in place: String, run seed: UInt64 = 1) throws -> JournalFolder {
        var generator = SeededGenerator(seed: seed)
        let journal = JournalFolder(
            root: place + "/journal", run: RunID(time: Workbench.startTime, using: &generator), writer: 0)
        let writer = JournalWriter(
            folder: journal, durability: .written, limits: JournalLimits(diskInBytes: 1 << 30, policy: .wait),
            firstSequence: 0, report: { _ in })
        _ = writer.append { $0.addScalar("x", 1, step: 0, time: Workbench.startTime) }
        writer.letGo()
        return journal
    }

    func writer(
        _ durability: Durability = .written, segment: Int = 16 << 20, disk: Int = 1 << 30, memory: Int = 16 << 20,
        policy: FullJournalPolicy = .wait, report: @escaping @Sendable (LogProblem) -> Void = { _ in }
    ) -> JournalWriter {
        JournalWriter(
            folder: journal, durability: durability,
            limits: JournalLimits(segmentInBytes: segment, diskInBytes: disk, memoryInBytes: memory, policy: policy),
            firstSequence: JournalPosition.start(of: journal.writer).sequence, report: report)
    }

    /// Everything that can be read, in one row.
    func readAll(from position: JournalPosition? = nil) throws -> JournalReader.Portion {
        var reader = JournalReader(journal, from: position)
        var all = try reader.next()
        while true {
            let portion = try reader.next()
            all.damages += portion.damages
            all.tornAt = portion.tornAt
            if portion.entries.isEmpty, portion.end == all.end { return all }
            all.entries += portion.entries
            all.end = portion.end
        }
    }

    func bytes(_ segment: Int = 0) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: journal.segmentPath(segment))))
    }

    func write(_ bytes: [UInt8], _ segment: Int = 0) throws {
        try FileManager.default.createDirectory(atPath: journal.path, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: journal.segmentPath(segment)))
    }
}

extension LogEntry {
    /// The entry in a form that can be compared; NaN is equal to itself.
    var text: String { "\(sequence) \(time) \(content)" }

    /// The numbers of scalars, by name.
    var numbers: [NamedNumber] {
        switch content {
        case .scalar(let number, _): [number]
        case .scalars(let numbers, _): numbers
        default: []
        }
    }
}
