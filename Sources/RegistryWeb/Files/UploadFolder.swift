import Foundation
import RegistryCore

/// Files on their way to the server, chunk by chunk, and where those that arrived are kept: below the folder of logs, under
/// the digest of their content.
///
/// A chunk is written at the end of what is there or not at all; so a client that lost the connection asks how much has come
/// and goes on from there, and a chunk that comes again changes nothing.
actor UploadFolder {
    /// The largest file: 16 GiB.
    static let largestFile: Int64 = 16 * 1_024 * 1_024 * 1_024
    /// The most uploads that are under way at a time: 64.
    static let mostUploads = 64
    /// How long an upload is kept that does not go on: a day.
    static let longestPause = Duration.seconds(86_400)

    /// An upload under way.
    private struct Upload {
        /// Tells this one from another that had its name before or has it later.
        let id = UUID()
        var size: Int64
        /// The hash of the first bytes, and how many these are: all of them, unless they came before the server was started.
        var hash = SHA256()
        var hashed: Int64 = 0
    }

    /// How many bytes are read and hashed at a time, of uploads that came before the server was started.
    private static let portion: Int64 = 256 * 1_024

    private let folder: LogFolder
    private let parts: URL
    private var uploads: [String: Upload] = [:]

    init(folder: LogFolder) {
        self.folder = folder
        parts = folder.root.appending(path: ".uploads", directoryHint: .isDirectory)
    }

    /// How many bytes of an upload have come; `nil` when none has begun under this name.
    func received(of name: UploadName) throws(RegistryError) -> Int64? { try upload(name)?.size }

    /// Takes a chunk in, and says how many bytes have come. Bytes that had come before are passed over.
    ///
    /// - Throws: ``RequestRefusal`` (`conflict`) for a chunk behind bytes that have not come, ``RegistryError`` with
    ///   `invalidArgument` for a file that becomes too large and `unavailable` when nothing can be written.
    func receive(_ bytes: [UInt8], at start: Int64, of name: UploadName) throws -> Int64 {
        let stored = try upload(name)
        let size = stored?.size ?? 0
        guard start <= size else {
            throw RequestRefusal(.conflict, "Of this upload \(size) bytes have come. The next chunk begins there.")
        }
        var upload = try stored ?? begin(name)
        let known = upload.size - start
        guard known < bytes.count else { return upload.size }
        let new = Array(bytes[Int(known)...])
        guard upload.size + Int64(new.count) <= Self.largestFile else {
            throw RegistryError(.invalidArgument, "A file has at most \(Self.largestFile) bytes.")
        }
        try write(new, at: upload.size, of: name)
        if upload.hashed == upload.size {
            upload.hash.update(new)
            upload.hashed += Int64(new.count)
        }
        upload.size += Int64(new.count)
        uploads[name.text] = upload
        return upload.size
    }

    /// Keeps what has come as a file, and says where it lies, relative to the folder of logs.
    ///
    /// It may be repeated: what is kept already is found by its digest. What came before the server was started is read once
    /// more for that, while other uploads go on; an attempt that is given up has not read in vain.
    ///
    /// - Parameter digest: the SHA-256 that the content has to have, as 64 lower-case hexadecimal digits.
    /// - Throws: ``RegistryError`` with `notFound` for an upload that has not begun, `invalidArgument` when the content has
    ///   another digest, `unavailable` when it cannot be kept.
    ///   `CancellationError` when the task is cancelled.
    func keep(_ name: UploadName, digest: String) async throws -> (location: String, size: Int64) {
        let location = "files/\(digest.prefix(2))/\(digest)"
        let file = folder.root.appending(path: location, directoryHint: .notDirectory)
        guard let upload = try await hashed(name) else {
            if let size = Self.size(of: file) { return (location, size) }
            throw RegistryError(.notFound, "Nothing has come under the name of this upload.")
        }
        guard upload.hash.hexadecimalDigest == digest else {
            throw RegistryError(
                .invalidArgument,
                "The \(upload.size) bytes that have come have another SHA-256, \(upload.hash.hexadecimalDigest). "
                    + "Send what is missing, or delete the upload and begin again.")
        }
        do {
            let manager = FileManager.default
            if Self.size(of: file) == nil {
                try manager.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                let handle = try FileHandle(forWritingTo: part(name))
                try handle.synchronize()
                try handle.close()
                try manager.moveItem(at: part(name), to: file)
            } else {
                try manager.removeItem(at: part(name))
            }
        } catch {
            throw RegistryError(.unavailable, "The file could not be kept. Is the disk full?", underlying: error)
        }
        uploads[name.text] = nil
        return (location, upload.size)
    }

    /// Gives an upload up; `false` when there is none.
    func discard(_ name: UploadName) throws(RegistryError) -> Bool {
        guard try upload(name) != nil else { return false }
        remove(name.text)
        return true
    }

    private func part(_ name: UploadName) -> URL {
        parts.appending(path: name.text, directoryHint: .notDirectory)
    }

    /// The upload of a name, also one that came before the server was started, which is not read here.
    private func upload(_ name: UploadName) throws(RegistryError) -> Upload? {
        if let upload = uploads[name.text] { return upload }
        guard let size = Self.size(of: part(name)) else { return nil }
        let upload = Upload(size: size)
        uploads[name.text] = upload
        return upload
    }

    /// The upload of a name, all of it hashed. Other uploads go on between the portions.
    private func hashed(_ name: UploadName) async throws -> Upload? {
        while let upload = try upload(name) {
            guard upload.hashed < upload.size else { return upload }
            try Task.checkCancellation()
            let count = min(Self.portion, upload.size - upload.hashed)
            let hash = try await Self.hash(upload.hash, with: part(name), from: upload.hashed, count: count)
            // Whoever was here meanwhile may have come further, or begun anew.
            guard var current = uploads[name.text], current.id == upload.id, current.hashed == upload.hashed else {
                continue
            }
            current.hash = hash
            current.hashed += count
            uploads[name.text] = current
            // It takes the processor: whoever waits for a thread has one between two portions.
            await Task.yield()
        }
        return nil
    }

    /// A hash with a part of a file taken in, made beside the folder's own work.
    private nonisolated static func hash(
        _ hash: SHA256, with file: URL, from start: Int64, count: Int64
    ) async throws -> SHA256 {
        do {
            let handle = try FileHandle(forReadingFrom: file)
            defer { try? handle.close() }
            try handle.seek(toOffset: UInt64(start))
            var hash = hash
            var missing = Int(count)
            while missing > 0 {
                guard let bytes = try handle.read(upToCount: min(missing, 1_048_576)), !bytes.isEmpty else { break }
                hash.update(Array(bytes))
                missing -= bytes.count
            }
            guard missing == 0 else {
                throw RegistryError(.unavailable, "What has come of the upload became shorter. Send it again.")
            }
            return hash
        } catch let error as RegistryError {
            throw error
        } catch {
            throw RegistryError(.unavailable, "What has come of the upload cannot be read.", underlying: error)
        }
    }

    private func begin(_ name: UploadName) throws(RegistryError) -> Upload {
        do {
            try FileManager.default.createDirectory(
                at: parts, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let others = tidied(try FileManager.default.contentsOfDirectory(atPath: Self.path(of: parts)))
            guard others < Self.mostUploads else {
                throw RegistryError(
                    .unavailable, "\(Self.mostUploads) uploads are under way. Finish or delete one of them.")
            }
            try Data().write(to: part(name), options: .withoutOverwriting)
        } catch let error as RegistryError {
            throw error
        } catch {
            throw RegistryError(.unavailable, "The upload cannot be kept. Is the disk full?", underlying: error)
        }
        return Upload(size: 0)
    }

    /// Removes uploads that have not gone on for too long, and says how many remain.
    private func tidied(_ names: [String]) -> Int {
        let oldest = Date.now.addingTimeInterval(-Double(Self.longestPause.components.seconds))
        return names.count { name in
            let file = parts.appending(path: name, directoryHint: .notDirectory)
            let date = (try? file.resourceValues(forKeys: [.contentModificationDateKey]))?.contentModificationDate
            guard let date, date < oldest else { return true }
            remove(name)
            return false
        }
    }

    private func remove(_ name: String) {
        // One that cannot be removed is tried again by the next upload.
        try? FileManager.default.removeItem(at: parts.appending(path: name, directoryHint: .notDirectory))
        uploads[name] = nil
    }

    /// Writes all bytes or, as far as anybody will notice, none.
    private func write(_ bytes: [UInt8], at offset: Int64, of name: UploadName) throws(RegistryError) {
        do {
            let handle = try FileHandle(forWritingTo: part(name))
            defer { try? handle.close() }
            do {
                try handle.truncate(atOffset: UInt64(offset))
                try handle.write(contentsOf: bytes)
            } catch {
                try handle.truncate(atOffset: UInt64(offset))
                throw error
            }
        } catch {
            throw RegistryError(
                .unavailable, "The chunk could not be written. Is the disk full?", underlying: error)
        }
    }

    private static func size(of file: URL) -> Int64? {
        let values = try? file.resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
        guard values?.isRegularFile == true else { return nil }
        return values?.fileSize.map { Int64($0) }
    }

    private static func path(of url: URL) -> String { url.path(percentEncoded: false) }
}
