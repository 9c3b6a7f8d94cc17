import FileStorage
import Foundation
import Testing

/// The storage servers that `make test` starts (scripts/with_storage.py).
enum TestStorage {
    static func variable(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }

    /// SeaweedFS, which checks signatures.
    static let seaweed = variable("TEST_S3_URL")
    /// OpenStack Swift with s3api, which also compares bodies with their hashes.
    static let swift = variable("TEST_SWIFT_S3_URL")
    /// fake-gcs-server.
    static let google = variable("TEST_GCS_URL")

    static let bucket = variable("TEST_S3_BUCKET") ?? "test-bucket"

    /// What a test says that is left out.
    static let absence: Comment = "not run: `make test` starts this storage server, or says why it cannot"

    static func credentials() throws -> S3Credentials {
        try S3Credentials(
            accessKey: variable("TEST_S3_KEY") ?? "key", secret: variable("TEST_S3_SECRET") ?? "secret")
    }

    /// A bucket with a folder that no other test uses.
    static func configuration(_ url: String?) throws -> S3Configuration {
        let url: String = try #require(url)
        return S3Configuration(
            bucket: bucket, endpoint: url, credentials: .fixed(try credentials()),
            folder: try FileKey("tests/\(UUID().uuidString)"), partSize: 5 << 20,
            retries: RetryPolicy(
                patience: .seconds(20), firstPause: .milliseconds(20), longestPause: .milliseconds(200)))
    }

    static func store(_ url: String?) throws -> S3FileStore { try S3FileStore(try configuration(url)) }
}
