import Foundation
import RegistryTestKit
import Testing

/// The TensorBoard of a server that is a process of its own.
@Suite struct ServeTensorBoardTests {
    private let owned: OwnedFolder

    init() throws { owned = try OwnedFolder() }

    /// A server, and the process of the TensorBoard that it has started.
    private func started() async throws -> (server: RunningServer, process: pid_t) {
        let program = owned.url.appending(path: "tb").path(percentEncoded: false)
        let noted = owned.url.appending(path: "pid")
        let script =
            "#!/bin/sh\necho $$ > '\(noted.path(percentEncoded: false))'\n"
            + "echo 'TensorBoard 2.0.0 at http://127.0.0.1:45678/ (Press CTRL+C to quit)'\nexec sleep 1000\n"
        try Data(script.utf8).write(to: URL(filePath: program))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
        let server = try await RunningServer(["--store", "memory:", "--tensorboard", program], in: owned.url)
        #expect(try await server.get("/start-tensorboard").text.contains(":45678/"))
        let text = try String(contentsOf: noted, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        return (server, try #require(pid_t(text)))
    }

    @Test func `TensorBoard ends when the server ends`() async throws {
        let (server, process) = try await started()
        #expect(kill(process, 0) == 0)
        #expect(server.end() == 0)
        try await Self.waitForEnd(of: process)
    }

    @Test func `TensorBoard ends when the server is killed`() async throws {
        let (server, process) = try await started()
        #expect(kill(process, 0) == 0)
        server.kill()
        try await Self.waitForEnd(of: process)
    }

    private static func waitForEnd(of process: pid_t) async throws {
        // A process that ended and that nobody has waited for is there, but no longer a program.
        try await RunningServer.wait("TensorBoard is still there") {
            let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
            return kill(process, 0) != 0 || state?.split(separator: " ").dropFirst(2).first == "Z"
        }
    }
}
