import Foundation
import RegistryCore
import Synchronization

@testable import FileStorage

/// A storage server that answers what a test says, and a clock that jumps over pauses.
final class FakeServer: HTTPSending {
    typealias Answer = @Sendable (_ request: StorageRequest, _ number: Int) throws -> StorageResponse

    private let answer: Answer
    private let state = Mutex((requests: [StorageRequest](), uptime: Duration.zero, pauses: [Duration]()))

    init(_ answer: @escaping Answer) { self.answer = answer }

    var requests: [StorageRequest] { state.withLock { $0.requests } }
    var pauses: [Duration] { state.withLock { $0.pauses } }

    func send(_ request: StorageRequest, timeLimit: Duration?) async throws -> StorageResponse {
        let number = state.withLock {
            $0.requests.append(request)
            return $0.requests.count
        }
        return try answer(request, number)
    }

    /// Time that passes only in pauses; chance that is always a half.
    func clock(now: WallTime = WallTime(millisecondsSince1970: 1_700_000_000_000)) -> StorageClock {
        StorageClock(
            now: { now }, uptime: { self.state.withLock { $0.uptime } },
            sleep: { pause in
                self.state.withLock {
                    $0.uptime += pause
                    $0.pauses.append(pause)
                }
            }, random: { 0.5 })
    }

    func store(_ change: (inout S3Configuration) throws -> Void = { _ in }) throws -> S3FileStore {
        var configuration = S3Configuration(
            bucket: "bucket", endpoint: "http://storage.test", credentials: .fixed(try Self.credentials()))
        configuration.http = self
        configuration.retries.clock = clock()
        try change(&configuration)
        return try S3FileStore(configuration)
    }

    static let secret = "verySecretKey/of+tests"

    static func credentials() throws -> S3Credentials {
        try S3Credentials(accessKey: "AKIATESTTESTTEST", secret: secret, token: "tokenOfTests")
    }

    static func response(
        _ status: Int, _ body: String = "", _ headers: [(name: String, value: String)] = []
    ) -> StorageResponse {
        StorageResponse(status: status, headers: headers, body: FileChunks(Array(body.utf8)))
    }

    static func error(
        _ status: Int, _ code: String, _ more: String = "", _ headers: [(name: String, value: String)] = []
    ) -> StorageResponse {
        response(
            status, "<?xml version=\"1.0\"?><Error><Code>\(code)</Code><Message>m</Message>\(more)</Error>", headers)
    }
}
