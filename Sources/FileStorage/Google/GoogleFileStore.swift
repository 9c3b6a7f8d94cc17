import Crypto
import Foundation
public import RegistryCore

/// Files in a bucket of Google Cloud Storage, by its JSON interface and with a service account.
///
/// With an HMAC key use an ``S3FileStore`` instead (``S3Configuration/google(bucket:credentials:folder:endpoint:)``), which sends
/// parts at the same time. Large files go as one resumable upload here. To append is to write anew on the condition that the file
/// is what was read: nothing is lost.
public struct GoogleFileStore: FileStore, DigestedFileStore {
    /// The size of a resumable upload's pieces: 8 MiB. Google wants a multiple of 256 KiB.
    static let pieceSize = 8 << 20

    let bucket: String
    let folder: FileKey?
    let client: GoogleClient
    let account: ServiceAccount?

    /// A store. Nothing is asked of the server yet.
    ///
    /// - Parameters:
    ///   - account: `nil` to ask without, for what everybody may read and for emulators.
    ///   - folder: a folder in the bucket that all keys are in. Default: none.
    ///   - endpoint: default: Google's.
    /// - Throws: ``RegistryCore/RegistryError`` with `invalidArgument` for a bucket or an address that cannot be one.
    public init(
        bucket: String, account: ServiceAccount?, folder: FileKey? = nil,
        endpoint: String = "https://storage.googleapis.com", retries: RetryPolicy = RetryPolicy()
    ) throws(RegistryError) {
        try self.init(
            bucket: bucket, account: account, folder: folder, endpoint: endpoint, retries: retries,
            http: StorageHTTP.shared)
    }

    init(
        bucket: String, account: ServiceAccount?, folder: FileKey?, endpoint: String, retries: RetryPolicy,
        http: any HTTPSending
    ) throws(RegistryError) {
        try S3Endpoint.checkBucket(bucket)
        self.bucket = bucket
        self.folder = folder
        self.account = account
        client = try GoogleClient(endpoint: endpoint, account: account, retries: retries, http: http)
    }

    /// The bucket and the folder.
    public var description: String { "gs://\(bucket)\(folder.map { "/\($0)" } ?? "") at \(client.host)" }

    /// What the server says of a file.
    public func info(_ key: FileKey) async throws -> FileInfo? {
        try await item(key).map { try info($0, key) }
    }

    private func item(_ key: FileKey) async throws -> Document? {
        let answer = try await client.ask(request("GET", objectPath(key)), about: key.path, accepting: [404]) {
            response, _ in
            response.status == 404 ? nil : try Document(json: try await response.body.collect(atMost: 1 << 20))
        }
        if answer == nil { try await checkBucketIsThere() }
        return answer
    }

    /// What the server says of a file's bytes.
    package func digests(of key: FileKey) async throws -> [StoredDigest] {
        guard let item = try await item(key) else { return [] }
        return [(DigestKind.md5, "md5Hash"), (.crc32c, "crc32c")].compactMap { kind, name in
            item[name]?.stringValue.flatMap { StoredDigest(kind, base64: $0) }
        }
    }

    /// What the server says of a file, if it is the one with these bytes.
    private func item(_ key: FileKey, ofMD5 digest: String, size: Int) async throws -> Document? {
        guard let item = try await item(key), item["md5Hash"]?.stringValue == digest,
            try info(item, key).size == Int64(size)
        else { return nil }
        return item
    }

    private func checkBucketIsThere() async throws {
        let call = request("GET", "/storage/v1/b/\(bucket)", [("fields", "name")])
        do {
            try await client.ask(call, about: "bucket \(bucket)") { _, _ in }
        } catch let error as RegistryError where error.code == .accessDenied {
            // Who may not look at the bucket may still be right that there is no such file.
        }
    }

    /// Its bytes as they come; all of them are compared with the digest that Google has of them. The last piece is not given, and
    /// `corruptData` is thrown in its place, when they are others.
    public func readChunks(_ key: FileKey, range: Range<Int64>?) async throws -> FileChunks {
        let reader = ObjectReader(key.path, at: client.host, client.retries, range: range ?? ObjectReader.all) {
            range, version in
            var call = request("GET", objectPath(key), [("alt", "media")])
            if range != ObjectReader.all {
                let end = range.upperBound == .max ? "" : "\(range.upperBound - 1)"
                call.headers.append(("range", "bytes=\(range.lowerBound)-\(end)"))
            }
            if let version { call.query.append(("ifGenerationMatch", version)) }
            return try await client.ask(call, about: key.path, accepting: [412, 416], timeLimit: nil) {
                response, _ in
                ObjectReader.Answer(
                    status: response.status, version: response["x-goog-generation"],
                    digest: StoredDigest.all(ofGoogles: response).first, body: response.body)
            }
        }
        try await reader.open()
        return FileChunks { try await reader.next() }.compared(with: await reader.digest) { [host = client.host] in
            StoredDigest.damage(to: key, at: host)
        }
    }

    /// Writes a file with one request. Its MD5 goes ahead of the bytes, so that others never appear.
    @discardableResult
    public func write(_ bytes: [UInt8], to key: FileKey, options: WriteOptions) async throws -> FileInfo {
        var call = request("POST", "/upload/storage/v1/b/\(bucket)/o", uploadQuery("multipart", key, options))
        let digest = Data(Insecure.MD5.hash(data: bytes)).base64EncodedString()
        let boundary = "lav-\(UUID().uuidString)"
        call.headers = [("content-type", "multipart/related; boundary=\(boundary)")]
        let type = contentType(options)
        let metadata: Document = ["md5Hash": .string(digest), "contentType": .string(type)]
        let head =
            "--\(boundary)\r\ncontent-type: application/json; charset=UTF-8\r\n\r\n\(metadata.json())\r\n"
            + "--\(boundary)\r\ncontent-type: \(type)\r\n\r\n"
        let tail = "\r\n--\(boundary)--\r\n"
        call.body.reserveCapacity(head.utf8.count + bytes.count + tail.utf8.count)
        call.body += head.utf8
        call.body += bytes
        call.body += tail.utf8
        let accepted: Document? = try await client.ask(
            call, about: key.path, accepting: [412], timeLimit: .seconds(600)
        ) {
            response, attempt in
            if response.status != 412 { return try Document(json: try await response.body.collect(atMost: 1 << 20)) }
            // The answer to an earlier attempt was lost: what is in the way may be what it has written.
            guard attempt > 1 else { throw await client.refusal(response, key.path) }
            return nil
        }
        let stored: Document? =
            if let accepted { accepted } else { try await item(key, ofMD5: digest, size: bytes.count) }
        guard let answer = stored else {
            throw RegistryError(.alreadyExists, "\(key) is there already, or is not what it was.")
        }
        let info = try await checked(answer, key, size: Int64(bytes.count), digest)
        TransferProgress.Counter(total: info.size, observer: options.progress).add(bytes.count)
        return info
    }

    /// What the server says of a file that was written, when that is what was sent.
    ///
    /// - Throws: `corruptData`; a server that has not compared it with the digest that was sent has others under the name, which are deleted.
    func checked(_ answer: Document, _ key: FileKey, size: Int64, _ digest: String) async throws -> FileInfo {
        let info = try info(answer, key)
        guard info.size == size, answer["md5Hash"]?.stringValue ?? digest == digest else {
            throw await RegistryError.changedOnItsWay(key, to: client.host) { [self] in
                guard let generation = info.version else {
                    throw RegistryError(.corruptData, "\(client.host) does not say which one it has written.")
                }
                let call = request("DELETE", objectPath(key), [("ifGenerationMatch", generation)])
                try await client.ask(call, about: key.path, accepting: [404, 412]) { _, _ in }
            }
        }
        return info
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

    /// Adds bytes by writing the file anew.
    public func append(_ bytes: [UInt8], to key: FileKey) async throws { try await appendByRewriting(bytes, to: key) }

    /// Deletes a file.
    public func delete(_ key: FileKey) async throws {
        let isMissing = try await client.ask(
            request("DELETE", objectPath(key)), about: key.path, accepting: [404]
        ) { response, _ in response.status == 404 }
        if isMissing { try await checkBucketIsThere() }
    }

    /// A page of the files.
    public func list(_ listing: FileListing) async throws -> FilePage {
        var query: [(name: String, value: String)] = [
            ("maxResults", "\(try listing.checkedLimit())"), ("prefix", prefix + listing.prefix),
        ]
        if !listing.isRecursive { query.append(("delimiter", "/")) }
        if let cursor = listing.cursor { query.append(("pageToken", cursor)) }
        let call = request("GET", "/storage/v1/b/\(bucket)/o", query)
        let answer = try await client.ask(call, about: "bucket \(bucket)") { response, _ in
            try Document(json: try await response.body.collect(atMost: 16 << 20))
        }
        var page = FilePage(next: answer["nextPageToken"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 })
        for entry in answer["items"]?.arrayValue ?? [] {
            guard let item = entry.documentValue, let key = key(item["name"]?.stringValue),
                let info = try? info(item, key)
            else {
                page.unusableNames += 1
                continue
            }
            page.files.append(info)
        }
        for entry in answer["prefixes"]?.arrayValue ?? [] {
            guard let text = entry.stringValue, text.hasSuffix("/"), let key = key(String(text.dropLast())) else {
                page.unusableNames += 1
                continue
            }
            page.folders.append(key)
        }
        return page
    }

    private func key(_ name: String?) -> FileKey? {
        name.flatMap { FileKey(stored: $0, below: prefix) }
    }

    func info(_ item: Document, _ key: FileKey) throws(RegistryError) -> FileInfo {
        guard let size = item["size"]?.stringValue.flatMap({ Int64($0) }), size >= 0 else {
            throw RegistryError(.corruptData, "\(client.host) does not answer as Google Cloud Storage does.")
        }
        return FileInfo(
            key: key, size: size, modified: item["updated"]?.stringValue.flatMap { WallTime(iso8601: $0) },
            version: item["generation"]?.stringValue)
    }

    var prefix: String { folder.map { "\($0.path)/" } ?? "" }

    private func objectPath(_ key: FileKey) -> String {
        "/storage/v1/b/\(bucket)/o/\(PercentEncoding.encode(prefix + key.path))"
    }

    func request(_ method: String, _ path: String, _ query: [(name: String, value: String)] = []) -> StorageRequest {
        StorageRequest(method: method, scheme: client.scheme, host: client.host, path: path, query: query)
    }

    func contentType(_ options: WriteOptions) -> String {
        options.contentType.flatMap { $0.utf8.allSatisfy { (0x20...0x7E).contains($0) } ? $0 : nil }
            ?? "application/octet-stream"
    }

    func uploadQuery(_ kind: String, _ key: FileKey, _ options: WriteOptions) -> [(name: String, value: String)] {
        var query: [(name: String, value: String)] = [("uploadType", kind), ("name", prefix + key.path)]
        switch options.condition {
        case .always: break
        case .onlyIfAbsent: query.append(("ifGenerationMatch", "0"))
        case .onlyIfVersion(let version): query.append(("ifGenerationMatch", version))
        }
        return query
    }
}

extension RegistryError {
    static func changedOnItsWay(_ subject: some CustomStringConvertible, to place: String) -> RegistryError {
        RegistryError(.corruptData, "What arrived of \(subject) at \(place) is not what was sent: send it again.")
    }

    /// What is thrown when a server has something else under a name than what was sent, after that was deleted.
    ///
    /// - Parameter delete: deletes it, also when the caller's task was cancelled. When it throws, the message says that the wrong file may still be
    ///   there.
    static func changedOnItsWay(
        _ key: FileKey, to place: String, deleting delete: @escaping @Sendable () async throws -> Void
    ) async -> RegistryError {
        do {
            try await Task { try await delete() }.value
            return changedOnItsWay(key, to: place)
        } catch {
            return RegistryError(
                .corruptData,
                "What arrived of \(key) at \(place) is not what was sent, and it could not be deleted: the wrong file may still be there "
                    + "under this name. Delete it, and send it again.", underlying: error)
        }
    }
}
