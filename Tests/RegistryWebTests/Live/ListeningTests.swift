import Foundation
import Logging
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct ListeningTests {
    private func failure(host: String, port: Int = 0) async throws -> RegistryError? {
        let folder = FileManager.default.temporaryDirectory.appending(path: "listening-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let tokens = folder.appending(path: "tokens.json").path(percentEncoded: false)
        _ = try TokenFile(path: tokens).create(role: .read, name: "reader")
        var logger = Logging.Logger(label: "test")
        logger.logLevel = .critical
        let backend = try VisualBackend(
            store: MemoryStore(),
            configuration: VisualBackendConfiguration(
                host: host, port: port, tokenFile: tokens, logRoot: folder.path(percentEncoded: false)), logger: logger)
        return await #expect(throws: RegistryError.self) { try await backend.run() }
    }

    @Test(.timeLimit(.minutes(5))) func `a port that is taken is said to be taken`() async throws {
        let error = try await LiveServer.with(store: MemoryStore()) { port in
            try await failure(host: "127.0.0.1", port: port)
        }
        #expect(error?.code == .unavailable)
        #expect(error?.message.contains("another program uses it") == true)
    }

    @Test(.timeLimit(.minutes(5))) func `an address that is none of this machine's is said to be none`() async throws {
        // One for documentation (RFC 5737), which no machine has.
        let error = try await failure(host: "192.0.2.1")
        #expect(error?.code == .invalidArgument)
        #expect(error?.message.contains("has no address 192.0.2.1") == true)
    }

    @Test(.timeLimit(.minutes(5))) func `a name that nobody knows is said to be unknown`() async throws {
        let error = try await failure(host: "no-such-machine.invalid")
        #expect(error?.code == .invalidArgument)
        #expect(error?.message.contains("no name that this machine knows") == true)
    }
}
