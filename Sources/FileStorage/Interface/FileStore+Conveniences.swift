import RegistryCore

extension FileStore {
    /// The most that is read at once unless more is allowed, in bytes: 256 MiB.
    public static var largestRead: Int { 1 << 28 }

    /// Whether there is such a file.
    public func exists(_ key: FileKey) async throws -> Bool { try await info(key) != nil }

    /// The bytes of a file as they come; see ``FileStore/readChunks(_:range:)``.
    public func readChunks(_ key: FileKey) async throws -> FileChunks { try await readChunks(key, range: nil) }

    /// All bytes of a file.
    ///
    /// - Parameter limit: the most that is taken into memory, in bytes. Default: ``largestRead``.
    /// - Throws: `notFound`; `invalidArgument` when there are more.
    public func read(_ key: FileKey, atMost limit: Int = 1 << 28) async throws -> [UInt8] {
        try await readChunks(key, range: nil).collect(atMost: limit)
    }

    /// A part of a file's bytes; what is behind its end is not there.
    public func read(_ key: FileKey, range: Range<Int64>) async throws -> [UInt8] {
        try await readChunks(key, range: range).collect(atMost: range.count)
    }

    /// A file as text.
    ///
    /// - Throws: as ``read(_:atMost:)``; `corruptData` when it is not UTF-8.
    public func readText(_ key: FileKey, atMost limit: Int = 1 << 28) async throws -> String {
        guard let text = String(validating: try await read(key, atMost: limit), as: UTF8.self) else {
            throw RegistryError(.corruptData, "\(key) in \(self) is not text in UTF-8; read its bytes instead.")
        }
        return text
    }

    /// Writes bytes; see ``FileStore/write(_:to:options:)``.
    @discardableResult
    public func write(_ bytes: [UInt8], to key: FileKey) async throws -> FileInfo {
        try await write(bytes, to: key, options: WriteOptions())
    }

    /// Writes text as UTF-8; see ``FileStore/write(_:to:options:)``.
    @discardableResult
    public func writeText(
        _ text: String, to key: FileKey, options: WriteOptions = WriteOptions(contentType: "text/plain; charset=utf-8")
    ) async throws -> FileInfo {
        try await write(Array(text.utf8), to: key, options: options)
    }

    /// Adds text as UTF-8; see ``FileStore/append(_:to:)``.
    public func appendText(_ text: String, to key: FileKey) async throws { try await append(Array(text.utf8), to: key) }

    /// Writes a file of this machine; see ``FileStore/upload(fileAt:to:options:)``.
    @discardableResult
    public func upload(fileAt path: String, to key: FileKey) async throws -> FileInfo {
        try await upload(fileAt: path, to: key, options: WriteOptions())
    }

    /// Writes a stored file to this machine; see ``FileStore/download(_:toFileAt:progress:)``.
    @discardableResult
    public func download(_ key: FileKey, toFileAt path: String) async throws -> FileInfo {
        try await download(key, toFileAt: path, progress: nil)
    }

    /// An address that works for an hour; see ``FileStore/address(of:validFor:)``.
    public func address(of key: FileKey) async throws -> String {
        try await address(of: key, validFor: .seconds(3_600))
    }

    /// Every file in a folder, page by page.
    ///
    /// - Parameter body: is given each page. Return `false` to end.
    public func forEachPage(in folder: FileKey? = nil, _ body: (FilePage) async throws -> Bool) async throws {
        var listing = FileListing(in: folder)
        repeat {
            let page = try await list(listing)
            guard try await body(page) else { return }
            listing.cursor = page.next
        } while listing.cursor != nil
    }

    /// Every file in a folder. A store of millions has lists of that length: prefer ``forEachPage(in:_:)``.
    public func allFiles(in folder: FileKey? = nil) async throws -> [FileInfo] {
        var files: [FileInfo] = []
        try await forEachPage(in: folder) {
            files += $0.files
            return true
        }
        return files
    }

    /// Reads, adds and writes again, for stores that cannot append; the write holds only while nobody else wrote.
    func appendByRewriting(_ bytes: [UInt8], to key: FileKey) async throws {
        guard !bytes.isEmpty else {
            if try await info(key) == nil { _ = try await write([], to: key) }
            return
        }
        for _ in 0..<8 {
            let (old, condition): ([UInt8], WriteOptions.Condition)
            if let info = try await info(key) {
                guard info.size <= Self.largestRead else {
                    throw RegistryError(
                        .invalidArgument,
                        "\(key) has \(info.size) bytes, and adding to it means writing all of it again: begin a new file."
                    )
                }
                old = try await read(key)
                condition = info.version.map { .onlyIfVersion($0) } ?? .always
            } else {
                (old, condition) = ([], .onlyIfAbsent)
            }
            do {
                _ = try await write(old + bytes, to: key, options: WriteOptions(condition: condition))
                return
            } catch let error as RegistryError where error.code == .alreadyExists || error.code == .notFound {
                // Somebody else was quicker, or has deleted it: look again.
                continue
            } catch let error as RegistryError where error.code == .unsupported {
                // A server that knows no conditions: the last one wins, as the store's documentation says.
                _ = try await write(old + bytes, to: key)
                return
            }
        }
        throw RegistryError(
            .unavailable,
            "\(key) is written by others all the time, and nothing could be added. Give each writer a file.")
    }
}
