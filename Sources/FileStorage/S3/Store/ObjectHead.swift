/// What the head of an answer says of an object's bytes.
struct ObjectHead: Sendable {
    /// Asks S3 for the digest that it has.
    static let digestRequest = (name: "x-amz-checksum-mode", value: "ENABLED")

    let etag: String?
    /// Google's number of the object, which changes with every write.
    let generation: String?
    /// Of all bytes, the strongest first; none where the server gives none.
    let digests: [StoredDigest]
    /// The MD5 that the ETag is of what was written with one request and is not encrypted with a key of somebody's own.
    let etagDigest: StoredDigest?

    init(_ response: StorageResponse, _ configuration: S3Configuration) {
        etag = response["etag"]
        generation = configuration.isGoogles ? response["x-goog-generation"] : nil
        digests =
            configuration.isGoogles ? StoredDigest.all(ofGoogles: response) : StoredDigest.all(ofS3: response)
        let hasOwnKey =
            response["x-amz-server-side-encryption"]?.hasPrefix("aws:kms") ?? false
            || response["x-amz-server-side-encryption-customer-algorithm"] != nil
        etagDigest = configuration.isGoogles || hasOwnKey ? nil : etag.flatMap { StoredDigest(md5ETag: $0) }
    }
}
