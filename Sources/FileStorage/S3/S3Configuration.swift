import RegistryCore

/// Which bucket, where, by whom, and how hard it is tried.
public struct S3Configuration: Sendable {
    /// How the bucket stands in addresses.
    public enum AddressStyle: Hashable, Sendable {
        /// In the host's name at Amazon's, in the path elsewhere.
        case automatic
        /// `https://host/bucket/key`.
        case path
        /// `https://bucket.host/key`.
        case virtualHost
    }

    /// How the server encrypts what it stores.
    public enum Encryption: Hashable, Sendable {
        /// With a key of the server's own (`AES256`).
        case server
        /// With a key of the key service; `nil` is the account's own.
        case keyService(keyID: String?)
    }

    /// What the server compares the bytes of an upload with, beside the signature.
    public enum Checksum: Hashable, Sendable {
        /// SHA-256 (`x-amz-checksum-sha256`), which S3 keeps with the file.
        case sha256
        /// MD5 (`content-md5`), which all servers know.
        case md5
        /// Nothing. Over plain HTTP and HTTPS the signature covers the bytes in any case.
        case none
    }

    /// The bucket.
    public var bucket: String
    /// Its region. Servers other than Amazon's mostly take any. Default: `us-east-1`.
    public var region: String
    /// The server's address, `http://127.0.0.1:9000`; `nil` is Amazon's. Default: Amazon's.
    public var endpoint: String?
    /// How the bucket stands in addresses. Default: ``AddressStyle/automatic``.
    public var addressStyle: AddressStyle
    /// Where the keys come from. Default: ``CredentialSource/standard``.
    public var credentials: CredentialSource
    /// A folder in the bucket that all keys are in. Default: none.
    public var folder: FileKey?
    /// What is asked of the server for files that are written. Default: nothing, which leaves it to the bucket.
    public var encryption: Encryption?
    /// Default: ``Checksum/md5``.
    public var checksum: Checksum
    /// The size of the parts of large files, in bytes, 5 MiB to 1 GiB. Larger than asked for where 10,000 parts would not do.
    /// Default: 8 MiB.
    public var partSize: Int
    /// How many parts are on their way at the same time, 1 to 64; so many are in memory. Default: 4.
    public var parallelParts: Int
    /// How failures that may pass are met.
    public var retries: RetryPolicy
    /// Google's XML interface: conditions go by generations.
    var isGoogles = false
    var http: any HTTPSending = StorageHTTP.shared

    /// Makes one.
    public init(
        bucket: String, region: String = "us-east-1", endpoint: String? = nil, addressStyle: AddressStyle = .automatic,
        credentials: CredentialSource = .standard, folder: FileKey? = nil, encryption: Encryption? = nil,
        checksum: Checksum = .md5, partSize: Int = 8 << 20, parallelParts: Int = 4, retries: RetryPolicy = RetryPolicy()
    ) {
        self.bucket = bucket
        self.region = region
        self.endpoint = endpoint
        self.addressStyle = addressStyle
        self.credentials = credentials
        self.folder = folder
        self.encryption = encryption
        self.checksum = checksum
        self.partSize = partSize
        self.parallelParts = parallelParts
        self.retries = retries
    }

    /// Google Cloud Storage with an HMAC key, by its XML interface.
    public static func google(
        bucket: String, credentials: CredentialSource, folder: FileKey? = nil,
        endpoint: String = "https://storage.googleapis.com"
    ) -> S3Configuration {
        var configuration = S3Configuration(
            bucket: bucket, region: "auto", endpoint: endpoint, addressStyle: .path, credentials: credentials,
            folder: folder)
        configuration.isGoogles = true
        return configuration
    }

    /// Throws what cannot work.
    func check() throws(RegistryError) {
        try S3Endpoint.checkBucket(bucket)
        guard (5 << 20...1 << 30).contains(partSize) else {
            throw RegistryError(.invalidArgument, "A part has 5 MiB to 1 GiB; \(partSize) bytes were asked for.")
        }
        guard (1...64).contains(parallelParts) else {
            throw RegistryError(.invalidArgument, "1 to 64 parts are sent at a time; \(parallelParts) were asked for.")
        }
    }
}
