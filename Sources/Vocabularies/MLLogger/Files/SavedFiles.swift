import Foundation
import MediaFiles
import RegistryCore
import Synchronization

/// What was saved in this process: it is on its way to the disk, and whoever asks for it waits.
final class SavedFiles: Sendable {
    /// What was saved last under a name.
    private struct Saved {
        /// Its place in the journal: of several threads that save a name the disk has in the end what is last there.
        let sequence: Int64
        let length: Int
        /// Hashed beside the training, which does not wait for it.
        let digest: Task<String, Never>
        /// It lies where it belongs, and is a file like others.
        var hasArrived = false
    }

    private let saved = Mutex<[String: Saved]>([:])

    /// How long one waits for a file that was saved.
    private static let patience = Duration.seconds(30)
    /// How much of a file is read at a time.
    private static let pieceInBytes = 1 << 20

    /// Notes what the journal has.
    func note(_ name: String, _ bytes: [UInt8], sequence: Int64) {
        let digest = Task.detached(priority: .utility) { SHA256.hexadecimalDigest(of: bytes) }
        saved.withLock { saved in
            // Another thread may have saved something later, and noted it before.
            if let there = saved[name], there.sequence > sequence { return }
            saved[name] = Saved(sequence: sequence, length: bytes.count, digest: digest)
        }
    }

    /// Whether something is on its way.
    func has(_ name: String) -> Bool { onItsWay(name) != nil }

    /// The names of all that is on its way.
    var names: [String] { saved.withLock { saved in saved.filter { !$0.value.hasArrived }.map(\.key) } }

    private func onItsWay(_ name: String) -> Saved? {
        saved.withLock { saved in saved[name].flatMap { $0.hasArrived ? nil : $0 } }
    }

    /// Returns when the file at a path is what was saved last under a name; at once when nothing was.
    func waitForArrival(of name: String, at path: String) async throws {
        let end = ContinuousClock.now + Self.patience
        // A file that is another one is not read again and again: it may be large.
        var another: (file: FileState, sequence: Int64)?
        // What is saved meanwhile takes the place of what was waited for.
        while let wanted = onItsWay(name) {
            if let file = FileState(of: path), file.length == wanted.length,
                another.map({ $0.file != file || $0.sequence != wanted.sequence }) ?? true
            {
                let digest = try await OwnThread.run("digest") { _ in Self.digest(of: path) }
                if await wanted.digest.value == digest { return noteArrival(of: name, wanted.sequence) }
                another = (file, wanted.sequence)
            }
            guard ContinuousClock.now < end else {
                throw RegistryError(.timedOut, "\(name) was saved and has not arrived at \(path) yet.")
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    private func noteArrival(of name: String, _ sequence: Int64) {
        saved.withLock { saved in
            if saved[name]?.sequence == sequence { saved[name]?.hasArrived = true }
        }
    }

    /// The digest of a file; `nil` for one that cannot be read.
    private static func digest(of path: String) -> String? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        var hash = SHA256()
        do {
            while let piece = try file.read(upToCount: pieceInBytes), !piece.isEmpty { hash.update([UInt8](piece)) }
        } catch {
            return nil
        }
        return hash.hexadecimalDigest
    }

    /// What says that a file is still the same one; whoever saves puts another in its place.
    private struct FileState: Equatable {
        let length: Int
        let number: Int?
        let changed: Date?

        /// `nil` when there is no such file.
        init?(of path: String) {
            guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
                attributes[.type] as? FileAttributeType == .typeRegular, let length = attributes[.size] as? Int
            else { return nil }
            self.length = length
            number = attributes[.systemFileNumber] as? Int
            changed = attributes[.modificationDate] as? Date
        }
    }
}
