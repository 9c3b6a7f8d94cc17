import FileStorage
import RegistryCore
import Synchronization

/// A store of files that is away when a test says so, and counts what is written.
final class AwayStore: FileStore {
    private let store: LocalFileStore
    private let state = Mutex((isAway: false, writtenKeys: [String]()))
    private let whileWriting = Mutex<(@Sendable () throws -> Void)?>(nil)

    init(_ store: LocalFileStore) { self.store = store }

    var isAway: Bool {
        get { state.withLock { $0.isAway } }
        set { state.withLock { $0.isAway = newValue } }
    }
    var writtenKeys: [String] { state.withLock { $0.writtenKeys } }
    var description: String { "a bucket" }

    /// Has something done once, while the next file is on its way.
    func whileWriting(_ work: @escaping @Sendable () throws -> Void) { whileWriting.withLock { $0 = work } }

    private func present() throws -> LocalFileStore {
        guard !isAway else { throw RegistryError(.unavailable, "The bucket is away.") }
        return store
    }

    func info(_ key: FileKey) async throws -> FileInfo? { try await present().info(key) }

    func readChunks(_ key: FileKey, range: Range<Int64>?) async throws -> FileChunks {
        try await present().readChunks(key, range: range)
    }

    func write(_ bytes: [UInt8], to key: FileKey, options: WriteOptions) async throws -> FileInfo {
        let info = try await present().write(bytes, to: key, options: options)
        let work = whileWriting.withLock { work in
            defer { work = nil }
            return work
        }
        try work?()
        state.withLock { $0.writtenKeys.append(key.path) }
        return info
    }

    func write(_ chunks: FileChunks, size: Int64?, to key: FileKey, options: WriteOptions) async throws -> FileInfo {
        try await present().write(chunks, size: size, to: key, options: options)
    }

    func upload(fileAt path: String, to key: FileKey, options: WriteOptions) async throws -> FileInfo {
        try await present().upload(fileAt: path, to: key, options: options)
    }

    func download(
        _ key: FileKey, toFileAt path: String, progress: TransferProgress.Observer?
    ) async throws -> FileInfo {
        try await present().download(key, toFileAt: path, progress: progress)
    }

    func append(_ bytes: [UInt8], to key: FileKey) async throws { try await present().append(bytes, to: key) }

    func list(_ listing: FileListing) async throws -> FilePage { try await present().list(listing) }

    func delete(_ key: FileKey) async throws { try await present().delete(key) }

    func address(of key: FileKey, validFor duration: Duration) async throws -> String {
        try await present().address(of: key, validFor: duration)
    }
}
