import EventFiles
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

    @Test func `the server has Aim's heartbeat of the run until it ends, and no longer`() async throws {
        let server = FakeAim()
        let sink = try server.sink()
        _ = try await sink.deliver([scalar(0)])
        let made = server.calls.filter { $0.path == "/tracking/get-resource/" }
        // The last of all: the server lets go of things in the order in which they were made.
        #expect(made.last?.name == "RunHeartbeat")
        #expect(made.last?.arguments?["run_hash"] == .text(AimRun.hash(of: FakeMLflow.runID)))
        try await sink.finish(RunEnding(status: .finished, time: FakeMLflow.start))
        let released = server.calls.filter { $0.path.hasPrefix("/tracking/release-resource/") }
        #expect(released.count == made.count)
        #expect(server.calls.last?.path == "/client/disconnect/")
    }

    @Test func `a run of which the process died without a word has its heartbeat given back last`() async throws {
        for (ending, place) in [(nil, 4), (RunEnding(status: .finished, time: FakeMLflow.start), 0)] {
            let count = Mutex(0)
            let server = FakeAim { call in
                guard call.path == "/tracking/get-resource/" else { return nil }
                let number = count.withLock { count in
                    count += 1
                    return count
                }
                return (200, #"{"handler": "\#(call.name == "RunHeartbeat" ? "beef" : "a\(number)")"}"#)
            }
            let sink = try server.sink()
            _ = try await sink.deliver([scalar(0)])
            try await sink.finish(ending)
            let released = server.calls.map(\.path).filter { $0.hasPrefix("/tracking/release-resource/") }
            #expect(released.firstIndex { $0.contains("beef") } == place, "\(released)")
        }
    }

    /// An answer with a value as the server gives it.
    private static func answer(_ value: AimValue) -> (status: Int, body: String) {
        (200, String(decoding: AimTreeWriter.bytes(value), as: UTF8.self))
    }

    @Test(arguments: [(false, false), (true, false), (false, true)])
    func `a run that aim up ended while the server was away goes on, one that was ended by somebody does not`(
        _ hasStatus: Bool, _ isTakenUp: Bool
    ) async throws {
        let server = FakeAim { call in
            guard call.name == "get" else { return nil }
            switch call.place.last {
            case "end_time": return Self.answer(.int(1_600_000_000))
            case "status": return hasStatus ? Self.answer(.text("finished")) : nil
            case "takenUpBy": return isTakenUp ? Self.answer(.text("another")) : nil
            default: return nil
            }
        }
        let sink = try server.sink()
        _ = try await sink.deliver([scalar(0)])
        #expect(server.calls("set", with: "end_time").count == (hasStatus || isTakenUp ? 0 : 1))
    }

    @Test func `a run that is taken up again has no status of an end any more`() async throws {
        let server = FakeAim { call in
            call.name == "get" && call.place.last == "status" ? Self.answer(.text("finished")) : nil
        }
        let sink = try server.sink()
        _ = try await sink.deliver([
            FakeMLflow.entry(
                0, .start(Run(id: FakeMLflow.runID, startTime: FakeMLflow.start).document, isResumed: true))
        ])
        // Of the run, and of what Aim knows of all runs.
        #expect(server.calls("__delitem__", with: "status").count == 2)
        #expect(server.calls("__delitem__", with: "message").isEmpty)
    }

    @Test func `sounds, histograms and texts of an event have the sequences that Aim has for them`() async throws {
        let wav = Array("RIFF\0\0\0\0WAVE".utf8) + [UInt8](repeating: 1, count: 32)
        let event = Event(
            wallTime: 1_700_000_000, step: 7,
            content: .summary([
                .audio("one", try AudioClips(wavs: [wav])), .audio("two", try AudioClips(wavs: [wav, wav])),
                .histogram("train/w", try Histogram(edges: [0, 1, 2, 3, 4], counts: [1, 2, 0, 5])),
                .text("note", LoggedText("words")),
            ]))
        let server = FakeAim()
        let sink = try server.sink()
        let entry = FakeMLflow.entry(0, .event(EventEncoder.encode(event)))
        #expect(sink.takes(entry.content))
        #expect(try await sink.deliver([entry]).isEmpty)
        let values = server.calls("update", with: "seqs").filter { $0.place.last == "val" }
        #expect(values.map { $0.place.dropLast().last } == ["one", "two/0", "two/1", "w", "note"])
        #expect(values.allSatisfy { $0.place.starts(with: ["seqs", "chunks"]) })
        #expect(values.allSatisfy { $0.arguments?[.number(1), .number(0), .number(0)] == .int(7) })
        func field(_ index: Int, _ names: AimKey...) -> AimValue? {
            values[index].arguments?.leaves[[.number(1), .number(0), .number(1)] + names]
        }
        #expect(field(0) == .object("aim.audio", []) && field(0, "format") == .text("wav"))
        #expect(field(0, "data") == .bytes(wav) && field(2, "caption") == .text("two/1"))
        #expect(field(3) == .object("aim.distribution", []) && field(3, "bin_count") == .int(4))
        #expect(field(3, "range", .number(0)) == .double(0) && field(3, "range", .number(1)) == .double(4))
        let weights = [1, 2, 0, 5].flatMap { (weight: Double) in
            withUnsafeBytes(of: weight.bitPattern.littleEndian) { Array($0) }
        }
        #expect(field(3, "data") == .bytes(weights) && field(3, "dtype") == .text("float64"))
        let types = server.calls("set", with: "typed_traces").compactMap { call in
            call.place.first { ["audios", "distributions", "texts"].contains($0) }
        }
        #expect(types == ["audios", "audios", "audios", "distributions", "texts"])
    }
}
