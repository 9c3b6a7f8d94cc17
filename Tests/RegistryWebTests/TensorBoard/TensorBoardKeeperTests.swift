import Foundation
import Logging
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct TensorBoardKeeperTests {
    private func keeper(
        _ settings: TensorBoardSettings, environment: [String: String] = ["PATH": "/usr/bin:/bin"]
    ) -> TensorBoardKeeper {
        TensorBoardKeeper(
            settings: settings, logFolder: "/tmp/no logs", logger: LiveServer.silent, environment: environment)
    }

    @Test func `TensorBoard is started once, however often and at once it is asked for`() async throws {
        let fake = try FakeTensorBoard()
        let keeper = keeper(fake.settings)
        let states = try await withThrowingTaskGroup(of: TensorBoardState.self) { group in
            for _ in 0..<8 { group.addTask { try await keeper.start(patience: .seconds(60)) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(states.allSatisfy { $0 == .running(port: 45_678) })
        #expect(fake.processes.count == 1)
        #expect(fake.arguments.contains("--logdir=/tmp/no logs/ --host=127.0.0.1 --port=0"))
        await keeper.end()
    }

    @Test func `TensorBoard and all that it started end with the server`() async throws {
        // Its child notes itself as another start.
        let fake = try FakeTensorBoard(
            "[ \"$1\" = child ] && exec sleep 1000\n\"$0\" child &\nwhile [ $(wc -l <\"${0%/*}/starts\") -lt 2 ]; do sleep 0.01; done\n"
                + FakeTensorBoard.answering)
        let keeper = keeper(fake.settings)
        _ = try await keeper.start(patience: .seconds(60))
        let processes = fake.processes
        #expect(processes.count == 2 && processes.allSatisfy(FakeTensorBoard.isAlive))
        await keeper.end()
        #expect(try await FakeTensorBoard.eventually { !processes.contains(where: FakeTensorBoard.isAlive) })
        await #expect(throws: RegistryError.self) { try await keeper.start() }
    }

    @Test func `one that does not want to end is killed`() async throws {
        let fake = try FakeTensorBoard("trap '' TERM\n" + FakeTensorBoard.answering)
        let keeper = keeper(fake.settings)
        _ = try await keeper.start(patience: .seconds(60))
        let process = try #require(fake.processes.first)
        await keeper.end()
        #expect(try await FakeTensorBoard.eventually { !FakeTensorBoard.isAlive(process) })
    }

    @Test func `one that was killed is started again`() async throws {
        let fake = try FakeTensorBoard()
        let keeper = keeper(fake.settings)
        _ = try await keeper.start(patience: .seconds(60))
        kill(try #require(fake.processes.first), SIGKILL)
        #expect(try await FakeTensorBoard.eventually { fake.processes.count == 2 })
        #expect(try await FakeTensorBoard.eventually { await keeper.state == .running(port: 45_678) })
        await keeper.end()
    }

    @Test func `one that cannot start is not started again by itself, and what it said is told`() async throws {
        let fake = try FakeTensorBoard("echo 'could not bind to port 6006' >&2\nexit 3")
        let keeper = keeper(fake.settings)
        let state = try await keeper.start(patience: .seconds(60))
        #expect(
            state
                == .failed("TensorBoard could not start. It ended with 3 and said: could not bind to port 6006"))
        _ = try await keeper.start(patience: .seconds(60))
        #expect(fake.processes.count == 2)
    }

    @Test func `restarts are few within ten minutes, and further apart each time`() {
        var plan = RestartPlan()
        let start = ContinuousClock.now
        let waits = (0..<6).map { plan.wait(at: start + .seconds($0)) }
        #expect(waits.prefix(5).compactMap(\.self) == [250, 500, 1_000, 2_000, 4_000].map { .milliseconds($0) })
        #expect(waits.last == .some(nil))
        #expect(plan.wait(at: start + .seconds(700)) == .milliseconds(250))
    }

    @Test func `a TensorBoard that is not there is explained with what to install`() async throws {
        let absent = keeper(TensorBoardSettings(), environment: ["PATH": "/nowhere"])
        await #expect {
            try await absent.start()
        } throws: { error in
            (error as? RegistryError)?.message.contains("pip install tensorboard") == true
        }
        let wrong = keeper(TensorBoardSettings(program: "/nowhere/tensorboard"))
        await #expect {
            try await wrong.start()
        } throws: { error in
            (error as? RegistryError)?.message.contains("/nowhere/tensorboard") == true
        }
        #expect(await absent.state == .stopped)
    }

    @Test func `the program does not get what is this server's secret`() throws {
        let fake = try FakeTensorBoard()
        let program = try TensorBoardProgram(
            settings: fake.settings, logFolder: "logs",
            environment: ["LOGGERANDVIEWER_STORE": "mongodb://me:hunter2@x", "HOME": "/h", "PATH": "/bin"])
        #expect(program.environment == ["HOME": "/h", "PATH": "/bin", "PYTHONUNBUFFERED": "1"])
    }

    @Test(arguments: [
        ("TensorBoard 2.21.0 at http://127.0.0.1:41000/ (Press CTRL+C to quit)", 41_000),
        ("TensorBoard 2.21.0 at http://127.0.0.1:70000/", nil), ("TensorBoard 2.21.0 at http://evil:80/", nil),
        ("NOTE: http://127.0.0.1:80/", nil), ("", nil),
    ])
    func `the port is read from TensorBoard's own words`(line: String, port: Int?) {
        #expect(TensorBoardKeeper.port(in: line) == port)
    }
}
