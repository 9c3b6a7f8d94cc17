public import RegistryCore

/// What one key may do at a storage server: its buckets, and files in any of them by bucket and name.
///
/// Whoever works with one bucket has more in an ``S3FileStore``, which ``store(_:)`` gives.
public struct S3Account: Sendable, CustomStringConvertible {
    private let configuration: S3Configuration
    private let client: S3Client

    /// An account. Nothing is asked of the server yet.
    ///
    /// - Parameters:
    ///   - credentials: where the keys come from. Default: ``CredentialSource/standard``.
    ///   - region: default: `us-east-1`.
    ///   - endpoint: the server's address; `nil` is Amazon's, which is the default.
    /// - Throws: ``RegistryCore/RegistryError`` with `invalidArgument` for a region or an address that cannot be one.
    public init(
        credentials: CredentialSource = .standard, region: String = "us-east-1", endpoint: String? = nil,
        retries: RetryPolicy = RetryPolicy()
    ) throws(RegistryError) {
        configuration = S3Configuration(
            bucket: "", region: region, endpoint: endpoint, credentials: credentials, retries: retries)
        client = try S3Client(configuration, hasBucket: false)
    }

    /// The server.
    public var description: String { "an account at \(client.place)" }

    /// The files of a bucket.
    public func store(_ bucket: String) throws(RegistryError) -> S3FileStore {
        var configuration = configuration
        configuration.bucket = bucket
        return try S3FileStore(configuration)
    }

    /// The names of the buckets that belong to this key, all of them.
    public func buckets() async throws -> [String] {
        var names: [String] = []
        var token: String?
        repeat {
            var call = S3Call(method: "GET")
            if let token { call.query = [("continuation-token", token)] }
            let xml = try await client.askForXML(call)
            names += xml["Buckets"]?.all("Bucket").compactMap { $0.text("Name") } ?? []
            let next = xml.text("ContinuationToken").flatMap { $0.isEmpty ? nil : $0 }
            token = next == token ? nil : next
        } while token != nil
        return names
    }

    /// Whether the server knows this key: asks for its buckets. A key that may not list them is known all the same.
    ///
    /// - Throws: when the server cannot be asked.
    public func isKnown() async throws -> Bool {
        do {
            _ = try await buckets()
            return true
        } catch let error as RegistryError where error.code == .accessDenied {
            return (error.underlying as? S3Failure)?.code == "AccessDenied"
        }
    }

    /// Throws when this key cannot list a bucket: `accessDenied` when it may not, or is wrong, `notFound` when there is no such
    /// bucket. The message says what to do.
    public func checkAccess(to bucket: String) async throws {
        _ = try await store(bucket).list(FileListing(limit: 1))
    }

    /// Makes a bucket.
    ///
    /// - Throws: `alreadyExists` when there is one of that name.
    public func makeBucket(_ bucket: String) async throws {
        try S3Endpoint.checkBucket(bucket)
        var call = S3Call(method: "PUT", bucket: bucket)
        if configuration.endpoint == nil, configuration.region != "us-east-1" {
            let region = "<LocationConstraint>\(configuration.region)</LocationConstraint>"
            call.body = Array("<CreateBucketConfiguration>\(region)</CreateBucketConfiguration>".utf8)
        }
        _ = try await client.askForBytes(call)
    }

    /// All files of a bucket, or of a folder in it, however many pages that are.
    public func files(in bucket: String, folder: FileKey? = nil) async throws -> [FileInfo] {
        try await store(bucket).allFiles(in: folder)
    }

    /// Sends a file of this machine to a bucket. What an earlier call has sent of a large one is not sent again.
    ///
    /// - Parameters:
    ///   - key: default: the file's name.
    ///   - progress: told now and then how far it is.
    /// - Returns: what the server says of it.
    @discardableResult
    public func upload(
        fileAt path: String, to bucket: String, as key: FileKey? = nil, progress: TransferProgress.Observer? = nil
    ) async throws -> FileInfo {
        let key = try key ?? FileKey(path.split(separator: "/").last.map(String.init) ?? "")
        let options = WriteOptions(resumes: true, progress: progress)
        return try await store(bucket).upload(fileAt: path, to: key, options: options)
    }

    /// Fetches a file from a bucket.
    ///
    /// - Parameters:
    ///   - path: where it is written. Default: the last part of the key, in the working folder.
    ///   - progress: told now and then how far it is.
    @discardableResult
    public func download(
        _ key: FileKey, from bucket: String, toFileAt path: String? = nil, progress: TransferProgress.Observer? = nil
    ) async throws -> FileInfo {
        try await store(bucket).download(key, toFileAt: path ?? key.name, progress: progress)
    }
}
