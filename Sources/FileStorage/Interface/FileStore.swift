import RegistryCore

/// A place for files: a folder, a bucket of S3 or of Google Cloud Storage.
///
/// A file appears and changes as a whole: a reader sees the old bytes or the new ones. Every call throws
/// ``RegistryCore/RegistryError``, apart from `CancellationError`.
public protocol FileStore: Sendable, CustomStringConvertible {
    /// What the store says of a file; `nil` when there is none.
    ///
    /// - Throws: `accessDenied` when the store does not let this user look, `notFound` when the bucket itself is missing.
    func info(_ key: FileKey) async throws -> FileInfo?

    /// The bytes of a file as they come. A connection that breaks is made anew, and goes on where it broke, as long as the
    /// file stays what it was.
    ///
    /// - Parameter range: which bytes, counted from 0; what is behind the file's end is not there. Default: all.
    /// - Throws: `notFound` when there is no such file.
    func readChunks(_ key: FileKey, range: Range<Int64>?) async throws -> FileChunks

    /// Writes a file as a whole from bytes that are here.
    ///
    /// - Returns: what the store says of it.
    /// - Throws: `alreadyExists` when ``WriteOptions/condition`` does not hold.
    @discardableResult
    func write(_ bytes: [UInt8], to key: FileKey, options: WriteOptions) async throws -> FileInfo

    /// Writes a file as a whole from bytes as they come, with a bounded memory. When the source throws, nothing is written.
    ///
    /// - Parameter size: how many bytes will come, if it is known. Default: not known.
    /// - Throws: as ``write(_:to:options:)``; and what the source throws.
    @discardableResult
    func write(_ chunks: FileChunks, size: Int64?, to key: FileKey, options: WriteOptions) async throws -> FileInfo

    /// Writes a file of this machine into the store, the parts of a large one at the same time.
    ///
    /// - Throws: as ``write(_:to:options:)``; `notFound` when there is no such file here; `corruptData` when it changes meanwhile.
    @discardableResult
    func upload(fileAt path: String, to key: FileKey, options: WriteOptions) async throws -> FileInfo

    /// Writes a stored file to this machine, the parts of a large one at the same time. It appears at the path as a whole,
    /// readable by its owner alone.
    ///
    /// - Throws: `notFound` when there is no such file; `corruptData` when it changes meanwhile.
    @discardableResult
    func download(_ key: FileKey, toFileAt path: String, progress: TransferProgress.Observer?) async throws -> FileInfo

    /// Adds bytes to the end of a file, which is made when there is none.
    ///
    /// What a store can promise of two that append at the same time differs; see the stores.
    func append(_ bytes: [UInt8], to key: FileKey) async throws

    /// A page of the files. A folder that is not there has none.
    func list(_ listing: FileListing) async throws -> FilePage

    /// Deletes a file. One that is not there is no error.
    func delete(_ key: FileKey) async throws

    /// An address under which the file can be read: a `file:` URL, or one that needs no password and works as long as said.
    ///
    /// Whoever has it can read the file: it does not belong into logs. Nothing is asked of the store, so that the file may be missing.
    ///
    /// - Parameter duration: 1 second to 7 days. Default: an hour.
    func address(of key: FileKey, validFor duration: Duration) async throws -> String
}
