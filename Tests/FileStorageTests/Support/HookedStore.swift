import FileStorage

/// A store in which a test does something between two steps of others.
struct HookedStore: FileStore {
    enum Step: Sendable { case read, write, delete }

    let base: any FileStore
    /// Is called right before a step, which is not taken when it throws.
    let before: @Sendable (Step, FileKey) async throws -> Void

    var description: String { base.description }

    func info(_ key: FileKey) async throws -> FileInfo? { try await base.info(key) }

    func readChunks(_ key: FileKey, range: Range<Int64>?) async throws -> FileChunks {
        try await before(.read, key)
        return try await base.readChunks(key, range: range)
    }

    func write(_ bytes: [UInt8], to key: FileKey, options: WriteOptions) async throws -> FileInfo {
        try await before(.write, key)
        return try await base.write(bytes, to: key, options: options)
    }

    func write(_ chunks: FileChunks, size: Int64?, to key: FileKey, options: WriteOptions) async throws -> FileInfo {
        try await before(.write, key)
        return try await base.write(chunks, size: size, to: key, options: options)
    }

    func upload(fileAt path: String, to key: FileKey, options: WriteOptions) async throws -> FileInfo {
        try await before(.write, key)
        return try await base.upload(fileAt: path, to: key, options: options)
    }

    func download(
        _ key: FileKey, toFileAt path: String, progress: TransferProgress.Observer?
    ) async throws -> FileInfo {
        try await before(.read, key)
        return try await base.download(key, toFileAt: path, progress: progress)
    }

    func append(_ bytes: [UInt8], to key: FileKey) async throws { try await base.append(bytes, to: key) }
    func list(_ listing: FileListing) async throws -> FilePage { try await base.list(listing) }

    func delete(_ key: FileKey) async throws {
        try await before(.delete, key)
        try await base.delete(key)
    }

    func address(of key: FileKey, validFor duration: Duration) async throws -> String {
        try await base.address(of: key, validFor: duration)
    }
}

/// Lets those pass who wait for it when it has been opened.
actor Gate {
    private var isOpen = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func open() {
        isOpen = true
        for continuation in waiting { continuation.resume() }
        waiting = []
    }

    func wait() async {
        guard !isOpen else { return }
        await withCheckedContinuation { waiting.append($0) }
    }
}
