import Foundation
import Synchronization

/// The real MongoDB that `make test` starts.
public enum TestMongoDB {
    /// Its URL, from `TEST_MONGODB_URL`; `nil` when the tests run without one.
    public static var url: String? { ProcessInfo.processInfo.environment["TEST_MONGODB_URL"] }

    /// What a test that needs it says when it is not there.
    public static let absence = "TEST_MONGODB_URL is not set: `make test` starts a real MongoDB and sets it"

    private static let counter = Mutex(0)

    /// The URL of a database that no other test uses.
    public static func freshDatabaseURL() -> String? {
        guard let url else { return nil }
        let number = counter.withLock {
            $0 += 1
            return $0
        }
        let name = "test_\(ProcessInfo.processInfo.processIdentifier)_\(number)"
        let parts = url.split(separator: "?", maxSplits: 1)
        let host = parts[0].hasSuffix("/") ? parts[0].dropLast() : parts[0]
        return "\(host)/\(name)" + (parts.count > 1 ? "?\(parts[1])" : "")
    }
}
