import Foundation
import RegistryCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where one journal lies: `<run folder>/journal/<run>-<writer>`.
struct JournalFolder: Hashable, Sendable {
    /// The folder itself.
    let path: String
    let run: RunID
    /// The writer's number in the run.
    let writer: UInt64

    /// Its own name, which no other journal has.
    var name: String { PathText.name(of: path) }

    init(root: String, run: RunID, writer: UInt64) {
        path = "\(root)/\(run)-\(String(writer, radix: 16))"
        self.run = run
        self.writer = writer
    }

    /// The journal in a folder of this name; `nil` when the name is none of a journal.
    init?(path: String) {
        let parts = PathText.name(of: path).split(separator: "-")
        guard parts.count == 2, let run = RunID(String(parts[0])), let writer = UInt64(parts[1], radix: 16),
            writer <= JournalPosition.largestWriter
        else {
            return nil
        }
        self.path = path
        self.run = run
        self.writer = writer
    }

    /// The journals that lie in a folder, oldest run first; none when there is no such folder.
    ///
    /// - Throws: ``SystemError`` when it cannot be listed: what is not seen would be taken for delivered.
    static func all(in root: String) throws(SystemError) -> [JournalFolder] {
        do throws(SystemError) {
            let names = try PosixFile.names(inFolder: root) ?? []
            return names.sorted().compactMap { JournalFolder(path: root + "/" + $0) }
        } catch {
            // A file is in its place: no journal can be there.
            guard error.number == ENOTDIR else { throw error }
            return []
        }
    }

    /// Deletes what crashes left of journals that were being deleted.
    static func removeLeftovers(in root: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        where name.hasSuffix(deletedSuffix) {
            try? FileManager.default.removeItem(atPath: root + "/" + name)
        }
    }

    private static let deletedSuffix = ".deleted"

    var lockPath: String { path + "/lock" }

    /// Whether the journal is to stay when everything has arrived.
    var isKept: Bool { FileManager.default.fileExists(atPath: keepPath) }

    /// An empty file that says so.
    var keepPath: String { path + "/keep" }

    /// A file with the name of the run's folder, where its path does not say it.
    private var runNamePath: String { path + "/run-folder" }

    /// Notes what the run's folder is called; see ``RunFolder/longName``.
    func note(runName: String) throws(SystemError) {
        guard PosixFile.length(of: runNamePath) != runName.utf8.count else { return }
        try PosixFile.replace(runNamePath, with: Array(runName.utf8), permissions: 0o644)
    }

    /// What was noted; `nil` for nothing.
    var runName: String? {
        guard let bytes = try? PosixFile.contents(of: runNamePath, atMost: 64 << 10) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    /// A file with the address of the server that a sink leads to. Without it the journal goes to whichever has the sink's name.
    func addressPath(_ sink: String) -> String { "\(path)/\(SafeFileName.encode(sink)).address" }

    /// Notes which server a sink leads to.
    func note(address: String, of sink: String) throws(SystemError) {
        try PosixFile.replace(addressPath(sink), with: Array(address.utf8), permissions: 0o644)
    }

    /// Which server was noted for a sink; `nil` for none.
    ///
    /// - Throws: ``SystemError`` when the note cannot be read, `RegistryError` with `corruptData` when it is none: folders are shared, and
    ///   what it says is shown.
    func address(of sink: String) throws -> String? {
        let path = addressPath(sink)
        guard var bytes = try PosixFile.contents(of: path, atMost: Self.longestAddress + 1) else { return nil }
        // Who writes it by hand ends the line.
        while let last = bytes.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: " ") { bytes.removeLast() }
        if bytes.isEmpty { return nil }
        guard bytes.count <= Self.longestAddress, bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw RegistryError(.corruptData, "\(path) is no address of a server.")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let longestAddress = 2_048

    func segmentPath(_ segment: Int) -> String {
        let digits = String(segment)
        return path + "/segment-" + String(repeating: "0", count: max(0, 8 - digits.count)) + digits + ".journal"
    }

    func checkpointPath(_ sink: String) -> String { "\(path)/\(SafeFileName.encode(sink)).checkpoint" }

    /// The numbers of the segments that are there, in order.
    func segments() throws -> [Int] {
        try files().compactMap { name in
            guard name.hasPrefix("segment-"), name.hasSuffix(".journal") else { return nil }
            return Int(name.dropFirst(8).dropLast(8))
        }.sorted()
    }

    /// The names of the sinks that have a checkpoint, as files are called.
    func checkpointNames() throws -> [String] {
        try files().filter { $0.hasSuffix(".checkpoint") }.map { String($0.dropLast(11)) }.sorted()
    }

    /// Takes the journal for this process, and makes its folder if need be.
    ///
    /// - Returns: The lock, which is held as long as the file is kept; `nil` when a process that lives has it.
    func takeLock() throws -> PosixFile? {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        let file = try PosixFile(lockPath, .create)
        var attempts = 0
        while try !file.lock() {
            // One who only asks is in the way for a moment, and is not to be taken for the journal's process.
            guard try !file.isLockedElsewhere(), attempts < Self.mostAttempts else { return nil }
            attempts += 1
            usleep(.random(in: 100...1_000))
        }
        // Who had the lock before may have removed the journal with it.
        return file.hasName ? file : nil
    }

    /// About a second: nobody asks that long.
    private static let mostAttempts = 2_000

    /// Whether a process that lives has the journal: its writer, or one that brings it to its places.
    ///
    /// Several may ask at the same time; none of them is seen by the others.
    func isLocked() throws -> Bool {
        do throws(SystemError) {
            return try PosixFile(lockPath, .read).isLockedElsewhere()
        } catch {
            guard error.isMissing else { throw error }
            return false
        }
    }

    /// Whether the journal is there.
    func exists() throws -> Bool { try PosixFile.names(inFolder: path) != nil }

    /// Deletes the whole journal; the folder of all journals with it when it was the last one.
    ///
    /// It is renamed first: a crash in between must not leave segments without the checkpoints that say they are delivered.
    func remove() {
        let deleted = path + Self.deletedSuffix
        guard rename(path, deleted) == 0 else { return }
        try? FileManager.default.removeItem(atPath: deleted)
        // Only succeeds on an empty folder.
        rmdir(PathText.parent(of: path))
    }

    /// The names of the files; none when there is no folder. A folder that cannot be listed is no empty one: what is
    /// not seen would be taken for delivered, and deleted.
    private func files() throws -> [String] { try PosixFile.names(inFolder: path) ?? [] }
}
