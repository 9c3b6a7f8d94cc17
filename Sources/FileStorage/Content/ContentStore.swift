import Crypto
import Foundation
public import RegistryCore

/// Files that are named by their bytes: what is stored twice lies there once.
///
/// In any ``FileStore``: bytes at `content/ab/ab12…`, and for what may be deleted soon a mark at `marks/ab12…`.
public struct ContentStore: Sendable {
    /// Where they lie.
    public let files: any FileStore
    let contentFolder: FileKey
    let markFolder: FileKey

    /// - Parameter folder: a folder in the store for all of it. Default: `objects`.
    /// - Throws: ``RegistryCore/RegistryError`` with `invalidArgument` for a folder that cannot be one.
    public init(_ files: any FileStore, folder: String = "objects") throws(RegistryError) {
        self.files = files
        let folder = try FileKey(folder)
        contentFolder = try folder.appending("content")
        markFolder = try folder.appending("marks")
    }

    /// Stores bytes.
    ///
    /// - Returns: their name, and whether they were new.
    @discardableResult
    public func put(_ bytes: [UInt8]) async throws -> (id: ContentID, isNew: Bool) {
        let id = try ContentID(PercentEncoding.hexadecimal(Crypto.SHA256.hash(data: bytes)))
        return (
            id,
            try await put(id, size: Int64(bytes.count)) { key in
                try await files.write(bytes, to: key, options: WriteOptions(condition: .onlyIfAbsent))
            }
        )
    }

    /// Stores a file of this machine, which is read once for its name and, when it is new, twice more: to send it, and to see that it did not change.
    ///
    /// - Throws: `corruptData` when the file changes meanwhile.
    @discardableResult
    public func put(
        fileAt path: String, progress: TransferProgress.Observer? = nil
    ) async throws -> (id: ContentID, isNew: Bool) {
        let (id, size) = try await Self.identify(try await FileChunks(fileAt: path))
        let isNew = try await put(id, size: size) { key in
            try await files.upload(
                fileAt: path, to: key, options: WriteOptions(condition: .onlyIfAbsent, progress: progress))
            // What was sent is compared with the name only where it lies.
            let (now, _) = try await Self.identify(try await FileChunks(fileAt: path))
            guard now == id else {
                try await files.delete(key)
                throw RegistryError(
                    .corruptData, "\(ShownText.of(path)) was changed while it was stored: store it again.")
            }
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
        let reader = CheckedReader(try await files.readChunks(key(id)), id)
        return FileChunks { try await reader.next() }
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

    /// - Returns: whether it was written.
    private func put(_ id: ContentID, size: Int64, write: (FileKey) async throws -> Void) async throws -> Bool {
        let key = try key(id)
        if let info = try await files.info(key), info.size == size {
            // What was about to be deleted is wanted again. The mark goes first: a collection looks for it right before it deletes.
            if try await files.exists(try markKey(id)) {
                try await files.delete(try markKey(id))
                guard try await files.exists(key) else { return try await put(id, size: size, write: write) }
            }
            return false
        }
        do {
            try await write(key)
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
            hash.update(data: chunk)
            size += Int64(chunk.count)
        }
        return (try ContentID(PercentEncoding.hexadecimal(hash.finalize())), size)
    }
}

/// Compares bytes with their name; the last piece is held back until it is known that they are right.
private actor CheckedReader {
    private var iterator: FileChunks.Iterator
    private let id: ContentID
    private var hash = Crypto.SHA256()
    private var held: [UInt8]?
    private var isAtEnd = false

    init(_ chunks: FileChunks, _ id: ContentID) {
        iterator = chunks.makeAsyncIterator()
        self.id = id
    }

    func next() async throws -> [UInt8]? {
        while !isAtEnd {
            var iterator = iterator
            let chunk = try await iterator.next()
            guard let chunk else {
                isAtEnd = true
                guard PercentEncoding.hexadecimal(hash.finalize()) == id.hexadecimal else {
                    throw RegistryError(
                        .corruptData, "What is stored as \(id) is not what that name says: it was damaged.")
                }
                defer { held = nil }
                return held
            }
            hash.update(data: chunk)
            defer { held = chunk }
            if let held { return held }
        }
        return nil
    }
}
