import Foundation
import HTTPTypes
import RegistryCore
import Synchronization

@testable import RegistryWeb

/// A server that asks for tokens, with a time of its own and secrets that can be foretold.
struct AccessFixture {
    let time = TestTime()
    let file: TokenFile
    let server: WebFixture
    /// A token of each role.
    private(set) var secrets: [AccessRole: String] = [:]

    /// - Parameter roles: the roles that there is a token for when the server starts.
    init(
        store: any RegistryStore = MemoryStore(), roles: [AccessRole] = AccessRole.allCases,
        tensorBoard: TensorBoardSettings = TensorBoardSettings()
    ) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tokens-\(UUID().uuidString)")
        let path = folder.appending(path: "tokens.json").path(percentEncoded: false)
        let sources = time.sources
        file = TokenFile(path: path, sources: sources)
        for role in roles { secrets[role] = try file.create(role: role, name: role.rawValue).secret }
        server = try WebFixture(store: store, tokenFile: path, tensorBoard: tensorBoard, accessSources: sources)
    }

    /// The field that shows a role's token; a wrong token for a role that has none.
    func bearer(_ role: AccessRole) -> HTTPFields { [.authorization: "Bearer \(secrets[role] ?? "")"] }

    /// Logs in as a browser does.
    func logIn(_ role: AccessRole, next: String = "/runs") async throws -> Answer {
        try await server.post(
            "/login", "token=\(secrets[role] ?? "")&next=\(next)",
            headers: [.accept: "text/html", .origin: "http://localhost"])
    }

    /// The cookie that an answer gives, as a browser sends it back.
    static func cookie(of answer: Answer) -> String {
        answer.headers[.setCookie]?.split(separator: ";").first.map(String.init) ?? ""
    }
}

/// A time that stands still until it is moved, and random bytes that never repeat.
final class TestTime: Sendable {
    private let state = Mutex((milliseconds: Int64(1_700_000_000_000), counter: UInt64(0)))

    var now: WallTime { WallTime(millisecondsSince1970: state.withLock { $0.milliseconds }) }

    func advance(seconds: Double) { state.withLock { $0.milliseconds += Int64(seconds * 1_000) } }

    var sources: AccessSources {
        AccessSources(now: { self.now }, randomBytes: { self.bytes($0) })
    }

    private func bytes(_ count: Int) -> [UInt8] {
        let counter = state.withLock { state in
            state.counter += 1
            return state.counter
        }
        return (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: counter >> UInt64(8 * $0)) : 7 }
    }
}
