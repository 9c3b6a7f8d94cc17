import RegistryTestKit

/// A server that a source of bytes stops while they are sent.
///
/// `@unchecked Sendable`: the test that owns the server does nothing with it while the source is read, one call at a time.
final class ServerToStop: @unchecked Sendable {
    private let server: OwnMongod

    init(_ server: OwnMongod) { self.server = server }

    func stop() { server.stop() }

    func startAgain() async throws {
        try await server.start()
        try await server.waitForPrimary()
    }
}
