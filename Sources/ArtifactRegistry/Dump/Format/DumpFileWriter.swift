import FileFaults
import Foundation
import RegistryCore

/// Writes a dump, frame by frame, off Swift's common threads.
actor DumpFileWriter {
    /// So many bytes are written at a time: 1 MiB.
    private static let portion = 1 << 20

    private let queue = SerialQueue(label: "DumpFileWriter")
    nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

    private let file: FileHandle
    private let name: String
    private var bytes: [UInt8] = []
    private var tally = DumpTally()
    private(set) var byteCount: Int64 = 0

    /// - Parameters:
    ///   - file: where it goes, from where it stands on.
    ///   - name: what it is called in errors.
    init(to file: FileHandle, named name: String) {
        self.file = file
        self.name = name
    }

    /// Begins the dump of a store.
    func begin(source: String, at time: WallTime) throws {
        try DumpItem.append(
            [
                "format": .string(DumpFormat.name), "version": .int(DumpFormat.version), "source": .string(source),
                "time": .date(time),
            ], as: .head, to: &bytes)
    }

    /// - Throws: ``RegistryError`` with `unsupported` for what would be too long to be read again.
    func add(_ item: DumpItem) throws {
        try tally.add(item)
        let start = bytes.count
        try item.append(to: &bytes)
        guard bytes.count - start <= DumpFormat.longestFrame else {
            throw RegistryError(
                .unsupported,
                "A part of the store is too long for a dump: what was logged over each other in one series or log has more than \(DumpFormat.longestFrame >> 20) MiB. Copy into another store instead."
            )
        }
        if bytes.count >= Self.portion { try write() }
    }

    /// Ends the dump, and says what is in it.
    func finish() throws -> DumpSummary {
        try DumpItem.append(tally.summary.document, as: .end, to: &bytes)
        try write()
        return tally.summary
    }

    private func write() throws(RegistryError) {
        do {
            try file.write(contentsOf: Data(bytes))
        } catch {
            throw RegistryError(
                .unavailable, "\(name) cannot be written: \(FileFault.text(of: error))", underlying: error)
        }
        byteCount += Int64(bytes.count)
        bytes.removeAll(keepingCapacity: true)
    }
}
