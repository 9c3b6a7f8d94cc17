import BSONCoding
import Crypto
import Foundation
public import RegistryCore

/// Files that are named by their bytes: what is stored twice lies there once.
///
/// In any ``FileStore`` that lists what was written before: bytes at `content/ab/ab12…`, for what may be deleted soon a mark at `marks/ab12…`,
/// and while it is decided whether that is done a claim in `claims/ab12…`. A claim that a crash left is taken over when this store, or a copy of
/// it, has seen it for 15 minutes: keep one rather than make one for each call.
public struct ContentStore: Sendable {
    /// Where they lie.
    public let files: any FileStore
    let contentFolder: FileKey
    let markFolder: FileKey
    let claimFolder: FileKey
    /// How somebody who decides about the same content is waited for.
    var patience = RetryPolicy(patience: .seconds(60), longestPause: .seconds(2))
    /// What tells a claim from all others that ever were.
    var makeClaimName: @Sendable () -> String = { UUID().uuidString }
    /// The claims of others; copies of a store share what they have seen.
    let watch = ClaimWatch()

    /// - Parameter folder: a folder in the store for all of it. Default: `objects`.
    /// - Throws: ``RegistryCore/RegistryError`` with `invalidArgument` for a folder that cannot be one.
    public init(_ files: any FileStore, folder: String = "objects") throws(RegistryError) {
        self.files = files
        let folder = try FileKey(folder)
        contentFolder = try folder.appending("content")
        markFolder = try folder.appending("marks")
        claimFolder = try folder.appending("claims")
    }

    /// Stores bytes. What lies under their name and is damaged, as far as the store can tell (``FileStore``s differ: Documentation/Storage.md), is
    /// written anew.
    ///
    /// - Returns: their name, and whether they were written.
    @discardableResult
    public func put(_ bytes: [UInt8]) async throws -> (id: ContentID, isNew: Bool) {
        let id = try ContentID(Hexadecimal.text(ofBytes: Crypto.SHA256.hash(data: bytes)))
        return (
            id,
            try await put(id, size: Int64(bytes.count)) { kind in
                var digest = RunningDigest(kind)
                digest.update(bytes)
                return digest.bytes
            } write: { key, condition in
                try await files.write(bytes, to: key, options: WriteOptions(condition: condition))
            }
        )
    }

    /// Stores a file of this machine, which is read once for its name and, when it is new, once more to be sent.
    ///
    /// - Throws: `corruptData` when the file changes meanwhile.
    @discardableResult
    public func put(
        fileAt path: String, progress: TransferProgress.Observer? = nil
    ) async throws -> (id: ContentID, isNew: Bool) {
        let (id, size) = try await Self.identify(try await FileChunks(fileAt: path))
        let isNew = try await put(id, size: size) { kind in
            var digest = RunningDigest(kind)
            for try await chunk in try await FileChunks(fileAt: path) { digest.update(chunk) }
            return digest.bytes
        } write: { key, condition in
            // Compared with the name before the last piece is sent: what is wrong never appears.
            let chunks = try await FileChunks(fileAt: path).compared(withSHA256: id.hexadecimal) {
                .changedWhileSent(path)
            }
            try await files.write(
                chunks, size: size, to: key, options: WriteOptions(condition: condition, progress: progress))
        }
        return (id, isNew)
    }

    /// Stores bytes as they come. They go through a file of this machine: their name is known only after the last.
    @discardableResult
    public func put(_ chunks: FileChunks) async throws -> (id: ContentID, isNew: Bool) {
        let path = FileManager.default.temporaryDirectory.appending(path: "content-\(UUID().uuidString)").path
        let file = try await DiskWork.run { try DiskFile(path, .createNew) }
        defer { try? FileManager.default.removeItem(atPath: path) }
        var offset = 0
        for try await chunk in chunks {
            let start = offset
            try await DiskWork.run { try file.write(chunk, at: start) }
            offset += chunk.count
        }
        return try await put(fileAt: path)
    }

    /// Whether the bytes of a name are there.
    public func contains(_ id: ContentID) async throws -> Bool { try await files.exists(key(id)) }

    /// The bytes of a name as they come. When they are not what the name says, the last piece is not given, and `corruptData` is
    /// thrown in its place.
    public func readChunks(_ id: ContentID) async throws -> FileChunks {
        try await files.readChunks(key(id)).compared(withSHA256: id.hexadecimal) {
            RegistryError(.corruptData, "What is stored as \(id) is not what that name says: it was damaged.")
        }
    }

    /// All bytes of a name, compared with it.
    public func read(_ id: ContentID, atMost limit: Int = 1 << 28) async throws -> [UInt8] {
        try await readChunks(id).collect(atMost: limit)
    }

    /// Where the bytes of a name lie.
    public func key(_ id: ContentID) throws(RegistryError) -> FileKey {
        try contentFolder.appending(String(id.hexadecimal.prefix(2))).appending(id.hexadecimal)
    }

    func markKey(_ id: ContentID) throws(RegistryError) -> FileKey { try markFolder.appending(id.hexadecimal) }

    /// The folder of the claims on a content.
    func claims(of id: ContentID) throws(RegistryError) -> FileKey { try claimFolder.appending(id.hexadecimal) }

    /// What is there when this returns is not deleted by a collection that has begun already.
    ///
    /// - Returns: whether it was written.
    private func put(
        _ id: ContentID, size: Int64, digest: (DigestKind) async throws -> [UInt8],
        write: (FileKey, WriteOptions.Condition) async throws -> Void
    ) async throws -> Bool {
        // What was about to be deleted is wanted again. The mark is looked for first: while there is none nobody deletes, and whoever
        // was deleting has ended.
        try await unmark(id)
        return try await writeIfAbsent(id, size, digest, write)
    }

    private func writeIfAbsent(
        _ id: ContentID, _ size: Int64, _ digest: (DigestKind) async throws -> [UInt8],
        _ write: (FileKey, WriteOptions.Condition) async throws -> Void
    ) async throws -> Bool {
        let key = try key(id)
        if let info = try await files.info(key), info.size == size {
            guard try await isDamaged(id, key, digest) else { return false }
            // Whoever else mends it writes the same.
            try await write(key, .always)
            return true
        }
        do {
            try await write(key, .onlyIfAbsent)
            return true
        } catch let error as RegistryError where error.code == .alreadyExists {
            // Somebody else stored the same meanwhile; or what has the name is not what it says.
            guard try await files.info(key)?.size == size else {
                throw RegistryError(.corruptData, "What is stored as \(id) is damaged: delete it and store it again.")
            }
            return false
        }
    }

    /// The name of bytes, and how many there are.
    static func identify(_ chunks: FileChunks) async throws -> (ContentID, Int64) {
        var hash = Crypto.SHA256()
        var size: Int64 = 0
        for try await chunk in chunks {
            try Task.checkCancellation()
            hash.update(data: chunk)
            size += Int64(chunk.count)
        }
        return (try ContentID(Hexadecimal.text(ofBytes: hash.finalize())), size)
    }
}
