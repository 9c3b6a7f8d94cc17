import Foundation
import RegistryCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Files in a folder of this machine.
///
/// A file is written beside its place, saved to the disk, and then put there in one step. Files and folders are their owner's
/// alone. No symbolic link below the folder is followed. Of several that append to one file nothing is lost, in the order of their
/// calls; a crash may leave a part of the bytes that were being appended. Appending to a file that is being replaced may be lost
/// with the old one. Of several who write with ``WriteOptions/Condition/onlyIfVersion(_:)`` on what all have seen one does, also of several
/// processes: a lock is held from looking to replacing. Who writes without a condition, appends or deletes can come between, and so
/// can those of other machines on a file system that has no locks (`flock`) or keeps them to one machine; NFS has them by its own lock
/// protocol from Linux 2.6.12 on, unless it is mounted with `nolock` or `local_lock`.
///
/// A file and a folder cannot have the same name (`a` and `a/b`), and a part of a key has at most 255 bytes.
public struct LocalFileStore: FileStore {
    /// Where unfinished files are; no key begins with it.
    static let workFolder = ".lav-unfinished"
    /// In that folder, what is locked from looking at a file to replacing it.
    static let lockName = "lock"

    /// The folder.
    public let path: String
    private let root: DiskFolder

    /// Opens a folder, which is made when it is not there.
    ///
    /// - Parameter removesLeftovers: Whether unfinished files are deleted that a crash left there more than a day ago. Default: yes.
    /// - Throws: ``RegistryCore/RegistryError`` when it cannot be made or opened.
    public init(folder path: String, removesLeftovers: Bool = true) async throws {
        self.path = path
        root = try await DiskWork.run {
            let new = Self.missingFolders(of: path)
            if mkdir(path, 0o700) != 0, errno != EEXIST {
                guard errno == ENOENT else { throw SystemFailure(errno, "making", path) }
                do {
                    try FileManager.default.createDirectory(
                        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
                } catch {
                    throw RegistryError(
                        .accessDenied, "The folder \(ShownText.of(path)) cannot be made.", underlying: error)
                }
            }
            let root = try DiskFolder(path)
            // A folder whose name the disk has not is gone after a power cut, with all files in it.
            for folder in new { try DiskFolder(URL(filePath: folder).deletingLastPathComponent().path).synchronize() }
            if removesLeftovers { Self.removeLeftovers(in: root) }
            return root
        }
    }

    /// The folder, when it is not there, and those around it that are not either.
    private static func missingFolders(of path: String) -> [String] {
        var missing: [String] = []
        var folder = URL(filePath: path).standardizedFileURL
        while missing.count < 64, folder.path != "/", !FileManager.default.fileExists(atPath: folder.path) {
            missing.append(folder.path)
            folder.deleteLastPathComponent()
        }
        return missing
    }

    /// The folder's path.
    public var description: String { path }

    /// What the disk says of a file.
    public func info(_ key: FileKey) async throws -> FileInfo? {
        try await work { root in
            guard let (folder, name) = try Self.place(of: key, in: root) else { return nil }
            guard let status = try folder.status(of: name), status.isFile else { return nil }
            return FileInfo(key, status)
        }
    }

    /// Its bytes as they are when it is opened.
    public func readChunks(_ key: FileKey, range: Range<Int64>?) async throws -> FileChunks {
        let file = try await work { root in
            guard let (folder, name) = try Self.place(of: key, in: root) else { throw Self.missing(key, path) }
            do throws(SystemFailure) {
                return try folder.file(name, .read)
            } catch {
                if error.isMissing || error.number == EISDIR { throw Self.missing(key, path) }
                throw error
            }
        }
        let reader = LocalFileReader(file, range: range ?? 0..<Int64.max)
        return FileChunks { try await reader.next() }
    }

    /// Writes a file.
    @discardableResult
    public func write(_ bytes: [UInt8], to key: FileKey, options: WriteOptions) async throws -> FileInfo {
        try await write(FileChunks(bytes), size: Int64(bytes.count), to: key, options: options)
    }

    /// Writes a file as its bytes come.
    @discardableResult
    public func write(
        _ chunks: FileChunks, size: Int64?, to key: FileKey, options: WriteOptions
    ) async throws -> FileInfo {
        try Self.check(key)
        let counter = TransferProgress.Counter(total: size, observer: options.progress)
        let name = UUID().uuidString
        let (folder, file) = try await work { root in
            let folder = try root.folder(making: Self.workFolder)
            return (folder, try folder.file(name, .createNew))
        }
        var isWhole = false
        do {
            var offset = 0
            for try await chunk in chunks {
                try Task.checkCancellation()
                let start = offset
                try await DiskWork.run { try file.write(chunk, at: start) }
                offset += chunk.count
                counter.add(chunk.count)
            }
            if let size, size != Int64(offset) {
                throw RegistryError(.invalidArgument, "\(key): \(offset) bytes came, and \(size) were promised.")
            }
            isWhole = true
            return try await work { root in
                try file.synchronize()
                return try Self.put(name, from: folder, at: key, options.condition, root)
            }
        } catch {
            // At once and not as work of its own, which a cancelled task has none of. One that is whole may be in its place already.
            if !isWhole { file.empty() }
            folder.removeQuietly(name)
            throw error
        }
    }

    /// Copies a file of this machine.
    @discardableResult
    public func upload(fileAt path: String, to key: FileKey, options: WriteOptions) async throws -> FileInfo {
        try await uploadAsStream(fileAt: path, to: key, options: options)
    }

    /// Copies a file to this machine.
    @discardableResult
    public func download(
        _ key: FileKey, toFileAt path: String, progress: TransferProgress.Observer?
    ) async throws -> FileInfo {
        try await downloadAsStream(key, toFileAt: path, progress: progress)
    }

    /// Adds bytes; see ``LocalFileStore``.
    public func append(_ bytes: [UInt8], to key: FileKey) async throws {
        try Self.check(key)
        try await work { root in
            let file = try Self.making(key, in: root) { folder, name in
                let isNew = try folder.status(of: name) == nil
                let file = try folder.file(name, .append)
                // Its name has to stay, too.
                if isNew { try folder.synchronize() }
                return file
            }
            try file.write(bytes)
            try file.synchronize()
        }
    }

    /// Deletes a file, and the folders that are empty then.
    public func delete(_ key: FileKey) async throws {
        try await work { root in
            var folders = [root]
            let names = key.components
            for name in names.dropLast() {
                guard let folder = try folders[folders.count - 1].folderIfThere(name) else { return }
                folders.append(folder)
            }
            guard let folder = folders.last, let name = names.last else { return }
            guard try folder.status(of: name)?.isFolder != true else { return }
            guard try folder.remove(name) else { return }
            try folder.synchronize()
            for (parent, name) in zip(folders, names.dropLast()).reversed() where !parent.removeIfEmpty(name) { break }
        }
    }

    /// A `file:` URL; the duration does not matter.
    public func address(of key: FileKey, validFor duration: Duration) async throws -> String {
        URL(filePath: path).appending(path: key.path, directoryHint: .notDirectory).absoluteString
    }

    /// Does something on a thread that may wait.
    func work<Result: Sendable>(_ work: @escaping @Sendable (DiskFolder) throws -> Result) async throws -> Result {
        let root = root
        return try await DiskWork.run { try work(root) }
    }
}
