import FileStorage
import RegistryCore
import Synchronization
import Testing
import TrainingLog

@testable import TrackerSinks

/// What a real server cannot be made to do when a test wants it.
@Suite struct AimFaultTests {
    private func scalar(_ sequence: Int64, _ name: String = "loss") -> LogEntry {
        FakeMLflow.entry(sequence, .scalar(NamedNumber(name: name, value: Double(sequence)), Step(sequence)))
    }

    @Test(arguments: [425, 429, 500, 503, 507, 524]) func `a server that is busy is tried again with the same entries`(
        _ status: Int
    )
        async throws
    {
        let count = Mutex(0)
        let server = FakeAim { call in
            guard call.name == "update" else { return nil }
            return count.withLock { count in
                count += 1
                return count <= 2 ? (status, "later") : nil
            }
        }
        let sink = try server.sink()
        for attempt in 1...3 {
            do {
                #expect(try await sink.deliver([scalar(0)]).isEmpty)
                #expect(attempt == 3)
            } catch let error as RegistryError {
                #expect(attempt < 3 && error.code == .unavailable && error.message.contains("Aim"))
            }
        }
        #expect(server.calls("update", with: "val").count == 3)
    }

    @Test func `a server that began anew is met with objects made anew, in the same delivery`() async throws {
        let count = Mutex(0)
        let server = FakeAim { call in
            guard call.name == "update", call.place.contains("time") else { return nil }
            let isFirst = count.withLock { count in
                count += 1
                return count == 1
            }
            return isFirst ? FakeAim.exception("aim.ext.transport.tracking.UnauthorizedRequestError", "x") : nil
        }
        let sink = try server.sink()
        #expect(try await sink.deliver([scalar(0), scalar(1)]).isEmpty)
        #expect(server.calls.count { $0.path == "/client/get-version/" } == 2)
        #expect(server.calls("update", with: "val").count == 2 && server.calls("update", with: "step").count == 1)
    }

    @Test func `a server that forgets again and again waits`() async throws {
        let server = FakeAim { call in
            call.name == "update"
                ? FakeAim.exception("aim.ext.transport.tracking.UnauthorizedRequestError", "who") : nil
        }
        let sink = try server.sink()
        let error = await #expect(throws: RegistryError.self) { try await sink.deliver([self.scalar(0)]) }
        #expect(error?.code == .unavailable && error?.message.contains("UnauthorizedRequestError") == true)
    }

    @Test(arguments: ["sqlite3.OperationalError", "builtins.OSError", "filelock.Timeout"])
    func `a database that is locked and a disk that is full may pass`(_ type: String) async throws {
        let server = FakeAim { $0.name == "update" ? FakeAim.exception(type, "no space") : nil }
        let sink = try server.sink()
        let error = await #expect(throws: RegistryError.self) { try await sink.deliver([self.scalar(0)]) }
        #expect(error?.code == .unavailable && error?.message.contains("no space") == true)
    }

    @Test func `a sequence that is refused is told with the server's words, and takes no other with it`() async throws {
        let server = FakeAim { call in
            call.name == "update" && call.place.contains("bad")
                ? FakeAim.exception("builtins.ValueError", "not this") : nil
        }
        let sink = try server.sink()
        let rejected = try await sink.deliver([scalar(0), scalar(1, "bad"), scalar(2), scalar(3, "bad")])
        #expect(rejected.map(\.sequence) == [1, 3])
        let message = (rejected.first?.reason as? RegistryError)?.message ?? ""
        #expect(message.contains("not this") && message.contains("bad") && message.contains(AimSink.testedVersion))
        #expect(server.calls("update", with: "loss").count == 5)
        // What was taken does not come again, and what was refused is not tried again.
        let count = server.calls.count
        #expect(try await sink.deliver([scalar(2), scalar(3, "bad")]).isEmpty)
        #expect(server.calls.count == count)
    }

    @Test(arguments: [(404, "<html>"), (200, "<html>"), (200, "{}")])
    func `something else than Aim waits to be put right`(_ status: Int, _ body: String) async throws {
        let sink = try FakeAim { _ in (status, body) }.sink()
        let error = await #expect(throws: RegistryError.self) { try await sink.deliver([self.scalar(0)]) }
        #expect(
            error?.code == .unavailable && error?.message.contains("no Aim server") == true, "\(error?.message ?? "")")
    }

    @Test func `an answer that is no tree of Aim's is no success`() async throws {
        let server = FakeAim { $0.name == "update" ? (200, "<html>") : nil }
        let sink = try server.sink()
        let error = await #expect(throws: RegistryError.self) { try await sink.deliver([self.scalar(0)]) }
        #expect(error?.code == .unavailable && error?.message.contains("no Aim server") == true)
    }

    @Test func `a user, a password and headers are sent, and in no message`() async throws {
        let server = FakeAim { _ in (401, "secretOfTests is not known") }
        let sink = try server.sink {
            $0.repo = "https://u:secretOfTests@aim.test:443/base/"
            $0.headers = ["X-Key": "another secret"]
        }
        let error = await #expect(throws: RegistryError.self) { try await sink.deliver([self.scalar(0)]) }
        #expect(error?.code == .accessDenied)
        #expect(server.calls.first?.headers["authorization"] == "Basic dTpzZWNyZXRPZlRlc3Rz")
        #expect(server.calls.first?.headers["x-key"] == "another secret")
        #expect(sink.logType == LogType(kind: "aim", place: "https://aim.test/base"))
        let configuration = AimConfiguration(repo: "aim://u:secretOfTests@h", headers: ["X-Key": "another secret"])
        var dumped = ""
        dump(configuration, to: &dumped)
        if let error { dump(error, to: &dumped) }
        for text in [dumped, "\(configuration)", configuration.debugDescription, error?.message ?? ""] {
            #expect(!text.contains("secret"), "\(text)")
        }
    }

    @Test(arguments: [
        ("aim://127.0.0.1:43800", "http://127.0.0.1:43800"), ("aim://h", "http://h:53800"),
        ("AIM://u:p@h/base/", "http://h:53800/base"), ("aim://[::1]", "http://[::1]:53800"),
        ("aim://[::1]:5", "http://[::1]:5"), ("https://h/x", "https://h/x"), ("http://h", "http://h"),
    ]) func `an address is one as Aim writes it, or one of HTTP`(_ repo: String, _ shown: String) throws {
        let sink = try FakeAim().sink { $0.repo = repo }
        #expect(sink.logType.place == shown)
    }

    @Test(arguments: ["", ".aim", "/srv/aim", "aim://", "http://", "http://h?x=1", "ftp://h", "aim://h:x"])
    func `what is no address of a server is said at once`(_ repo: String) {
        let error = #expect(throws: RegistryError.self) { try AddedSink.aim(AimConfiguration(repo: repo)) }
        #expect(error?.code == .invalidArgument && error?.message.contains("aim server") == true)
    }

    @Test func `names say what was measured on what, and one name is one kind of sequence`() async throws {
        let server = FakeAim()
        let sink = try server.sink()
        let image = LoggedImage(tag: "x", fileName: "x.png", width: 1, height: 1, channels: 1, bytes: [7])
        let numbers = ["train/loss", "val/loss", "loss", "train/", "system/cpu", "", "a/b", "x", "epoch"]
        _ = try await sink.deliver([
            FakeMLflow.entry(0, .scalars(numbers.map { NamedNumber(name: $0, value: 2) }, Step(3))),
            FakeMLflow.entry(1, .image(image, Step(0))),
        ])
        let none = AimKey.number(AimHash.of([String: String]()))
        func subset(_ name: String) -> AimKey { .number(AimHash.of(["subset": name])) }
        let places = server.calls("update", with: "traces").map { Array($0.place.suffix(2)) }
        #expect(
            places == [
                [subset("train"), "loss"], [subset("val"), "loss"], [none, "loss"], [none, "train/"],
                [none, "__system__cpu"], [none, "unnamed"], [none, "a/b"], [none, "x"], [none, "epoch"],
                [none, "x (aim.image)"],
            ])
        // The number that is called epoch is the epoch of all that were logged with it.
        let epochs = server.calls("update", with: "seqs").filter { $0.place.last == "epoch" }
            .compactMap { $0.arguments?[.number(1), .number(0), .number(1)] }
        #expect(epochs.count == 9 && epochs.allSatisfy { $0 == .int(2) })
    }

    @Test func `the server is told every ten seconds that the run goes on, and its silence holds nothing up`()
        async throws
    {
        let isAway = Mutex(false)
        let server = FakeAim { _ in
            if isAway.withLock({ $0 }) { throw TransportFailure(.noConnection) }
            return nil
        }
        let sink = try server.sink()
        func time(_ seconds: Int64) -> WallTime { WallTime(millisecondsSince1970: 1_700_000_000_000 + seconds * 1_000) }
        try await sink.giveSign(at: time(0))
        #expect(server.calls.isEmpty)
        _ = try await sink.deliver([scalar(0)])
        let before = server.calls.count { $0.path == "/client/heartbeat/" }
        for second in [20, 21, 25, 31] as [Int64] { try await sink.giveSign(at: time(second)) }
        isAway.withLock { $0 = true }
        try await sink.giveSign(at: time(60))
        #expect(server.calls.count { $0.path == "/client/heartbeat/" } == before + 3)
    }
}
