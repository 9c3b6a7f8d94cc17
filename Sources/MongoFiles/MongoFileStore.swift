public import FileStorage
public import MongoStorage
public import RegistryCore

/// Files in a MongoDB database, for teams that have one and no bucket.
///
/// They lie there in GridFS's form, and GridFS's readers in other languages read them. A file appears, is replaced and goes in a
/// transaction: a reader sees the old bytes or the new ones, and who reads a file that is replaced reads it to its end. What a crash
/// left, and what was replaced, is deleted later, see ``collectLeftovers(unfinishedFor:replacedFor:)``. Of several that append to one
/// file nothing is lost, and nothing is added twice. Files that other programs wrote into the same bucket are neither listed nor changed.
///
/// A file is compared with its SHA-256 when all of it is read, unless it was appended to. ``FileStorage/WriteOptions/resumes`` has no effect.
///
/// Nothing is asked of the server before it is needed. Errors are those of `MongoStore`: `unavailable` for a server that is not
/// there for as long as ``FileStorage/RetryPolicy/patience`` lasts, `timedOut` for one that does not answer; the same call may
/// succeed later. `unsupported` for a server that is no replica set.
public struct MongoFileStore: FileStore {
    /// The bucket's name if nothing else is said, which is that of GridFS's drivers: `fs`.
    public static let usualBucket = "fs"

    let folder: FileKey?
    let connection: BucketConnection
    /// The database as an address, without user, password and options.
    let place: String

    /// A store. Nothing is asked of the server yet.
    ///
    /// - Parameters:
    ///   - configuration: the deployment and the database, which may be a registry's.
    ///   - bucket: what the names of the collections begin with (`fs.files`, `fs.chunks`). Default: ``usualBucket``.
    ///   - folder: a folder that all keys are in. Default: none.
    ///   - retries: how long a server that is away is waited for. Default: 30 seconds, with pauses of 2 at most.
    /// - Throws: ``RegistryCore/RegistryError`` with `invalidArgument` for a name of a bucket that is none.
    public init(
        _ configuration: MongoConfiguration, bucket: String = MongoFileStore.usualBucket, folder: FileKey? = nil,
        retries: RetryPolicy = RetryPolicy(patience: .seconds(30), longestPause: .seconds(2))
    ) throws(RegistryError) {
        try MongoBucket.check(name: bucket)
        self.folder = folder
        place = configuration.shownURL
        connection = BucketConnection(configuration, bucket: bucket, retries)
    }

    /// A store at an address: MongoDB's own, `mongodb://USER:PASSWORD@HOST:PORT/DATABASE?OPTION=VALUE` or `mongodb+srv://…`, with a
    /// folder behind the database where one is wanted, `mongodb://HOST/DATABASE/FOLDER`.
    ///
    /// - Parameter retries: as of ``init(_:bucket:folder:retries:)``.
    /// - Throws: ``RegistryCore/RegistryError`` with `invalidArgument`, without the secret parts, for an address that is none.
    public init(
        url: String, retries: RetryPolicy = RetryPolicy(patience: .seconds(30), longestPause: .seconds(2))
    ) throws(RegistryError) {
        let parts = try MongoFolderURL(url)
        try self.init(
            try MongoConfiguration(url: parts.database),
            folder: try parts.folder.map { path throws(RegistryError) in try FileKey(path) },
            retries: retries)
    }

    /// The hosts, the database and the folder.
    public var description: String { folder.map { "\(place)/\($0)" } ?? place }

    /// What the database says of a file.
    public func info(_ key: FileKey) async throws -> FileInfo? {
        try await file(key).map { FileInfo(key, $0) }
    }

    /// Its bytes as they are when they are asked for.
    public func readChunks(_ key: FileKey, range: Range<Int64>?) async throws -> FileChunks {
        guard let file = try await file(key) else {
            throw RegistryError(.notFound, "There is no file \(ShownText.of(key.path)) in \(self).")
        }
        let wanted = (range ?? 0..<file.size).clamped(to: 0..<file.size)
        let reader = BucketReader(connection, file, wanted)
        let chunks = FileChunks { try await reader.next() }
        guard let digest = file.sha256, wanted == 0..<file.size else { return chunks }
        return chunks.compared(withSHA256: digest) {
            RegistryError(
                .corruptData, "\(ShownText.of(key.path)) is not what was written: it was damaged in the database.")
        }
    }

    /// Writes a file; one of up to 4 MiB with one transaction.
    @discardableResult
    public func write(_ bytes: [UInt8], to key: FileKey, options: WriteOptions) async throws -> FileInfo {
        try await write(FileChunks(bytes), size: Int64(bytes.count), to: key, options: options)
    }

    /// Writes a file as its bytes come.
    @discardableResult
    public func write(
        _ chunks: FileChunks, size: Int64?, to key: FileKey, options: WriteOptions
    ) async throws -> FileInfo {
        let upload = BucketUpload(connection, name: name(key), size: size, options)
        do {
            for try await chunk in chunks { try await upload.add(chunk) }
            return FileInfo(key, try await upload.finish())
        } catch {
            // Also when the caller's task was cancelled.
            await Task { await upload.discard() }.value
            throw Self.naming(key, error)
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

    /// Deletes a file.
    public func delete(_ key: FileKey) async throws {
        let name = name(key)
        try await connection.asking { try await $0.remove(name) }
        await connection.tidyNowAndThen()
    }

    /// `mongodb://HOST/DATABASE/FOLDER/KEY`, which names the file to those who may read in the database: MongoDB has no addresses for others.
    ///
    /// The duration does not matter.
    public func address(of key: FileKey, validFor duration: Duration) async throws -> String {
        "\(place)/\(PercentEncoding.encode(name(key), keepsSlash: true))"
    }

    /// Deletes the bytes that belong to no file: of files whose writing was broken off by a crash, and of those that were replaced or deleted.
    ///
    /// The store does that by itself when it is used, at most every ten minutes.
    ///
    /// - Parameters:
    ///   - unfinished: of files that were begun so long ago and are not there yet. Whoever still writes such a one is told to begin
    ///     again. Default: a day.
    ///   - replaced: of files that were replaced or deleted so long ago. Whoever still reads such a one is told so. Default: an hour.
    /// - Returns: of how many files.
    @discardableResult
    public func collectLeftovers(
        unfinishedFor unfinished: Duration = .seconds(86_400), replacedFor replaced: Duration = .seconds(3_600)
    ) async throws -> Int {
        try await connection.collectLeftovers(unfinishedFor: unfinished, replacedFor: replaced)
    }

    /// A file's name in the bucket.
    func name(_ key: FileKey) -> String { prefix + key.path }

    /// What the names of all of the store's files begin with.
    var prefix: String { folder.map { "\($0.path)/" } ?? "" }

    private func file(_ key: FileKey) async throws -> BucketFile? {
        let name = name(key)
        return try await connection.asking { try await $0.file(named: name) }
    }

    private static func naming(_ key: FileKey, _ error: any Error) -> any Error {
        guard let error = error as? RegistryError, error.code == .alreadyExists else { return error }
        return RegistryError(
            .alreadyExists, "\(ShownText.of(key.path)) is there already, or is not what it was.", underlying: error)
    }
}

extension FileInfo {
    init(_ key: FileKey, _ file: BucketFile) {
        self.init(key: key, size: file.size, modified: file.written, version: file.version)
    }
}
