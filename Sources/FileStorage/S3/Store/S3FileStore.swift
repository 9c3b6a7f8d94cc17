import Crypto
import Foundation
public import RegistryCore

/// Files in a bucket of S3, at Amazon's or at any server that speaks its language; of Google Cloud Storage with
/// ``S3Configuration/google(bucket:credentials:folder:endpoint:)``.
///
/// A file appears when its last byte has arrived and been compared. Large ones go in parts, several at a time; failures that may
/// pass are met as ``RetryPolicy`` says.
///
/// To append is to read the file, add, and write it anew on the condition that it is still what was read: of several that append
/// at the same time nothing is lost where the server honours conditions (`If-Match`). Where it does not, the last one wins: give each
/// writer a file of its own. ``WriteOptions/Condition`` is worth as much as the server's word.
public struct S3FileStore: FileStore, DigestedFileStore {
    let configuration: S3Configuration
    let client: S3Client

    /// A store. Nothing is asked of the server yet.
    ///
    /// - Throws: ``RegistryCore/RegistryError`` with `invalidArgument` for a bucket, a region or an address that cannot be one.
    public init(_ configuration: S3Configuration) throws(RegistryError) {
        self.configuration = configuration
        client = try S3Client(configuration)
    }

    /// The server, the bucket and the folder.
    public var description: String {
        "s3://\(configuration.bucket)\(configuration.folder.map { "/\($0)" } ?? "") at \(client.place)"
    }

    /// What the server says of a file.
    public func info(_ key: FileKey) async throws -> FileInfo? { try await look(key)?.info }

    /// What the server says of a file's bytes.
    package func digests(of key: FileKey) async throws -> [StoredDigest] {
        guard let head = try await look(key, wantsDigest: true)?.head else { return [] }
        return head.digests + (head.etagDigest.map { [$0] } ?? [])
    }

    /// What the server says of a file, and of its bytes.
    ///
    /// - Parameter wantsDigest: asks S3 for the digest that it has, which takes the right to decrypt where the key service encrypts.
    func look(_ key: FileKey, wantsDigest: Bool = false) async throws -> (info: FileInfo, head: ObjectHead)? {
        do {
            return try await head(key, wantsDigest)
        } catch let error as RegistryError where (error.underlying as? S3Failure)?.code == "" {
            // An answer to HEAD has no body, and so no reason: ask in a way that gives one. Where the reason was a key that has ended,
            // this has got another one.
            var second = call("GET", key)
            second.headers.append(("range", "bytes=0-0"))
            try await client.ask(second, accepting: [416]) { _, _ in }
            return try await head(key, wantsDigest)
        }
    }

    private func head(_ key: FileKey, _ wantsDigest: Bool) async throws -> (info: FileInfo, head: ObjectHead)? {
        var call = call("HEAD", key)
        if wantsDigest, !configuration.isGoogles { call.headers.append(ObjectHead.digestRequest) }
        let found: (FileInfo, ObjectHead)? = try await client.ask(call, accepting: [404]) { response, _ in
            response.status == 404 ? nil : (try info(key, response), ObjectHead(response, configuration))
        }
        if found == nil { try await checkBucketIsThere() }
        return found
    }

    /// A file is missing only where there is a bucket.
    private func checkBucketIsThere() async throws {
        var call = S3Call(method: "GET", bucket: configuration.bucket)
        call.query = [("list-type", "2"), ("max-keys", "1"), ("prefix", "\u{7E}")]
        do {
            _ = try await client.askForBytes(call)
        } catch let error as RegistryError where error.code == .accessDenied {
            // Who may not list may still be right that there is no such file.
        }
    }

    /// Its bytes as they come; all of them are compared with the digest that the server has of them, where it has one. The last piece is
    /// not given, and `corruptData` is thrown in its place, when they are others.
    public func readChunks(_ key: FileKey, range: Range<Int64>?) async throws -> FileChunks {
        let reader = reader(key, range ?? ObjectReader.all)
        try await reader.open()
        let place = client.place
        return FileChunks { try await reader.next() }.compared(with: await reader.digest) {
            StoredDigest.damage(to: key, at: place)
        }
    }

    /// Writes a file with one request.
    @discardableResult
    public func write(_ bytes: [UInt8], to key: FileKey, options: WriteOptions) async throws -> FileInfo {
        if bytes.count > 64 << 20, bytes.count > configuration.partSize {
            return try await write(FileChunks(bytes), size: Int64(bytes.count), to: key, options: options)
        }
        let info = try await put(bytes, key, options)
        TransferProgress.Counter(total: Int64(bytes.count), observer: options.progress).add(bytes.count)
        return info
    }

    /// Adds bytes; see ``S3FileStore``.
    public func append(_ bytes: [UInt8], to key: FileKey) async throws {
        try await appendByRewriting(bytes, to: key)
    }

    /// Deletes a file.
    public func delete(_ key: FileKey) async throws {
        try await client.ask(call("DELETE", key), accepting: [404]) { response, _ in
            guard response.status == 404 else { return }
            let failure = try await client.refusal(response)
            if failure.code == "NoSuchBucket" { throw failure }
        }
    }

    /// An address that needs no key.
    public func address(of key: FileKey, validFor duration: Duration) async throws -> String {
        try await client.presigned(call("GET", key), validFor: duration)
    }

    /// An address to which a file can be written (`PUT`) without a key.
    ///
    /// - Parameter duration: 1 second to 7 days.
    public func uploadAddress(of key: FileKey, validFor duration: Duration) async throws -> String {
        try await client.presigned(call("PUT", key), validFor: duration)
    }

    func put(_ bytes: [UInt8], _ key: FileKey, _ options: WriteOptions) async throws -> FileInfo {
        var put = call("PUT", key)
        put.headers = writeHeaders(options) + checksumHeaders(bytes) + conditionHeaders(options.condition)
        put.body = bytes
        put.timeLimit = .seconds(600)
        let written: FileInfo? = try await client.ask(put, accepting: [412]) { response, attempt in
            guard response.status == 412 else {
                return FileInfo(
                    key: key, size: Int64(bytes.count), version: Self.version(response, configuration))
            }
            let refusal = try await client.refusal(response)
            // The answer to an earlier attempt was lost: what is in the way may be what it has written.
            guard attempt > 1 else { throw refusal }
            return nil
        }
        if let written { return written }
        guard let info = try await self.info(key), info.size == Int64(bytes.count),
            try await read(key, atMost: bytes.count) == bytes
        else { throw RegistryError(.alreadyExists, "\(key) is there already, or is not what it was.") }
        return info
    }

    func call(_ method: String, _ key: FileKey) -> S3Call {
        S3Call(method: method, bucket: configuration.bucket, object: objectName(key))
    }

    func objectName(_ key: FileKey) -> String { prefix + key.path }

    /// What all of the store's objects begin with.
    var prefix: String { configuration.folder.map { "\($0.path)/" } ?? "" }

    func writeHeaders(_ options: WriteOptions) -> [(name: String, value: String)] {
        var headers: [(name: String, value: String)] = []
        if let type = options.contentType, type.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
            headers.append(("content-type", type))
        }
        switch configuration.encryption {
        case nil: break
        case .server: headers.append(("x-amz-server-side-encryption", "AES256"))
        case .keyService(let id):
            headers.append(("x-amz-server-side-encryption", "aws:kms"))
            if let id { headers.append(("x-amz-server-side-encryption-aws-kms-key-id", id)) }
        }
        return headers
    }

    func checksumHeaders(_ bytes: [UInt8]) -> [(name: String, value: String)] {
        switch configuration.checksum {
        case .none: []
        case .md5: [("content-md5", Data(Insecure.MD5.hash(data: bytes)).base64EncodedString())]
        case .sha256: [("x-amz-checksum-sha256", Data(Crypto.SHA256.hash(data: bytes)).base64EncodedString())]
        }
    }

    func conditionHeaders(_ condition: WriteOptions.Condition) -> [(name: String, value: String)] {
        switch condition {
        case .always: []
        case .onlyIfAbsent: configuration.isGoogles ? [("x-goog-if-generation-match", "0")] : [("if-none-match", "*")]
        case .onlyIfVersion(let version):
            [(configuration.isGoogles ? "x-goog-if-generation-match" : "if-match", version)]
        }
    }

    static func version(_ response: StorageResponse, _ configuration: S3Configuration) -> String? {
        configuration.isGoogles ? response["x-goog-generation"] : response["etag"]
    }

    private func info(_ key: FileKey, _ response: StorageResponse) throws(RegistryError) -> FileInfo {
        guard let size = response["content-length"].flatMap({ Int64($0) }), size >= 0 else {
            throw RegistryError(
                .corruptData, "\(client.place) does not say how large \(ShownText.of(key.path)) is, as S3 does.")
        }
        return FileInfo(
            key: key, size: size, modified: response["last-modified"].flatMap(HTTPDate.read),
            version: Self.version(response, configuration))
    }
}
