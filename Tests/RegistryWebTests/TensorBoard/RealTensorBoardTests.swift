import Foundation
import NIOCore
import NIOPosix
import RegistryCore
import Testing

@testable import RegistryWeb

private enum Installed {
    static let program = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: ".venv/bin/tensorboard")
        .path(percentEncoded: false)
    static let isThere = FileManager.default.isExecutableFile(atPath: program)
}

/// The TensorBoard of the tests' environment.
@Suite(.enabled(if: Installed.isThere, "there is no .venv/bin/tensorboard; make test puts it there"))
struct RealTensorBoardTests {
    private func keeper(port: Int) -> TensorBoardKeeper {
        TensorBoardKeeper(
            settings: TensorBoardSettings(program: Installed.program, port: port),
            logFolder: FileManager.default.temporaryDirectory.path(percentEncoded: false) + "no-logs",
            logger: LiveServer.silent)
    }

    @Test(.timeLimit(.minutes(5))) func `the real TensorBoard starts, answers and ends`() async throws {
        let keeper = keeper(port: 0)
        guard case .running(let port) = try await keeper.start(patience: .seconds(60)) else {
            Issue.record("it is \(await keeper.state)")
            return
        }
        let answer = try await LiveServer.exchange(
            port, "GET /data/environment HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 200 ") && answer.contains("data_location"))
        let group = try #require(await keeper.processID)
        await keeper.end()
        #expect(try await FakeTensorBoard.eventually { !FakeTensorBoard.isAlive(group) })
    }

    @Test(.timeLimit(.minutes(5))) func `a port that another program has is told in the real TensorBoard's words`()
        async throws
    {
        let taken = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(taken.localAddress?.port)
        let state = try await keeper(port: port).start(patience: .seconds(60))
        guard case .failed(let reason) = state else {
            Issue.record("it is \(state)")
            return
        }
        #expect(reason.contains("\(port)"))
        try await taken.close()
    }
}
