/// One question to a storage server.
struct S3Call: Sendable {
    var method: String
    /// `nil` for a question about the account.
    var bucket: String?
    /// The object's name; `nil` for a question about the bucket.
    var object: String?
    var query: [(name: String, value: String)] = []
    var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []
    /// How long one attempt may take; `nil` as long as bytes come.
    var timeLimit: Duration? = .seconds(60)

    /// For messages.
    var subject: String {
        if let object { return ShownText.of(object) }
        return bucket.map { "the bucket \($0)" } ?? "the list of buckets"
    }
}
