/// What the head of an answer says of an object's bytes.
struct ObjectHead: Sendable {
    /// Asks S3 for the digest that it has.
    static let digestRequest = (name: "x-amz-checksum-mode", value: "ENABLED")

    let etag: String?
    /// Google's number of the object, which changes with every write.
    let generation: String?
    /// Of all bytes, the strongest first; none where the server gives none.
    let digests: [StoredDigest]

    init(_ response: StorageResponse, _ configuration: S3Configuration) {
        etag = response["etag"]
        generation = configuration.isGoogles ? response["x-goog-generation"] : nil
        digests =
            configuration.isGoogles ? StoredDigest.all(ofGoogles: response) : StoredDigest.all(ofS3: response)
    }
}
