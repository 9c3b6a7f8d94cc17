import FileStorage
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing
import TrainingLog

@testable import TrackerSinks

/// What a real server cannot be made to do when a test wants it.
@Suite struct MLflowFaultTests {
    private func scalar(_ sequence: Int64) -> LogEntry {
        FakeMLflow.entry(sequence, .scalar(NamedNumber(name: "loss", value: Double(sequence)), Step(sequence)))
    }

    @Test(arguments: [425, 429, 500, 503, 507, 524]) func `a server that is busy is tried again with the same entries`(
        _ status: Int
    )
        async throws
    {
        let calls = Mutex(0)
        let server = FakeMLflow { method, _ in
            guard method == "runs/log-batch" else { return nil }
            let count = calls.withLock { count in
                count += 1
                return count
            }
            return count <= 2 ? FakeMLflow.refusal(status, "TEMPORARILY_UNAVAILABLE", "later") : nil
        }
        let sink = try server.sink()
        for attempt in 1...3 {
            do {
                #expect(try await sink.deliver([scalar(0)]).isEmpty)
                #expect(attempt == 3)
            } catch let error as RegistryError {
                #expect(attempt < 3 && error.code == .unavailable && error.message.contains("later"))
            }
        }
        #expect(server.runCount == 1 && server.bodies(of: "runs/log-batch").count == 3)
    }

    @Test func `a run whose making was not answered is found again, and not made twice`() async throws {
        let hasBroken = Mutex(false)
        let server = FakeMLflow { method, _ in
            guard method == "runs/create", hasBroken.withLock({ $0.exchange(true) }) == false else { return nil }
            throw TransportFailure(.brokenConnection)
        }
        let sink = try server.sink()
        await #expect(throws: RegistryError.self) { try await sink.prepare(for: [self.scalar(0)]) }
        #expect(try await sink.prepare(for: [scalar(0)]))
        #expect(try await sink.deliver([scalar(0)]).isEmpty)
        #expect(server.runCount == 1)
        #expect(server.bodies(of: "runs/log-batch").first?["run_id"] == "run0")
    }

    @Test(arguments: [
        MLflowCredentials.token("secretOfTests"), .user("somebody", password: "secretOfTests"),
    ]) func `a user who is not let in waits, and no message has the secret`(_ credentials: MLflowCredentials)
        async throws
    {
        let server = FakeMLflow { _, _ in
            FakeMLflow.refusal(401, "UNAUTHENTICATED", "secretOfTests is not known")
        }
        let sink = try server.sink {
            $0.credentials = credentials
            $0.headers = ["X-Key": "another secret"]
        }
        let error = await #expect(throws: RegistryError.self) { try await sink.deliver([self.scalar(0)]) }
        #expect(error?.code == .accessDenied)
        let header = server.headers.first?["authorization"]
        #expect(header == "Bearer secretOfTests" || header == "Basic c29tZWJvZHk6c2VjcmV0T2ZUZXN0cw==")
        #expect(server.headers.first?["x-key"] == "another secret")
        var configuration = MLflowConfiguration(trackingURL: "http://u:secretOfTests@mlflow.test/x")
        configuration.credentials = credentials
        configuration.headers = ["X-Key": "another secret"]
        var dumped = ""
        dump(configuration, to: &dumped)
        dump(credentials, to: &dumped)
        if let error { dump(error, to: &dumped) }
        for text in [
            dumped, "\(configuration)", configuration.debugDescription, "\(error?.message ?? "")", "\(sink.logType)",
        ] {
            #expect(!text.contains("secret"), "\(text)")
        }
    }

    @Test func `what a server repeats of a header's value is in no message either`() async throws {
        let server = FakeMLflow { _, _ in FakeMLflow.refusal(401, "UNAUTHENTICATED", "token hunter2hunter2 expired") }
        let sink = try server.sink { $0.headers = ["Authorization": "Bearer hunter2hunter2"] }
        let error = await #expect(throws: RegistryError.self) { try await sink.deliver([self.scalar(0)]) }
        #expect(error?.message.contains("expired") == true && error?.message.contains("hunter2") == false)
    }

    @Test func `a user and a password in the address are credentials, and in no message`() async throws {
        let server = FakeMLflow()
        let sink = try server.sink { $0.trackingURL = "https://u:p%40ss@mlflow.test:443/base/" }
        _ = try await sink.deliver([scalar(0)])
        #expect(server.headers.first?["authorization"] == "Basic dTpwQHNz")
        #expect(sink.logType == LogType(kind: "mlflow", place: "https://mlflow.test/base"))
    }

    @Test func `a place for files that is out of order holds up neither numbers nor other files for ever`() async throws
    {
        let server = FakeMLflow { method, _ in
            method.contains("mlflow-artifacts") ? FakeMLflow.refusal(500, "INTERNAL_ERROR", "no disk") : nil
        }
        let sink = try server.sink()
        let file = try LoggedFile(
            name: "a.bin", fileType: "bin", contentType: "application/octet-stream", label: "a", step: nil, bytes: [1])
        let entry = FakeMLflow.entry(0, .file(file))
        for _ in 0..<4 {
            await #expect(throws: RegistryError.self) { _ = try await sink.deliver([entry]) }
        }
        let rejected = try await sink.deliver([entry])
        #expect(rejected.map(\.sequence) == [0])
        #expect(try await sink.deliver([scalar(1)]).isEmpty)
    }

    @Test func `no level of a file's path is longer than file systems take`() {
        let long = String(repeating: "字", count: 100)
        for (path, shown) in [("a/b.bin", "a/b.bin"), ("\(long)/b.bin", ""), ("x/\(long).bin", "")] {
            let name = MLflowName.path(path)
            #expect(name.split(separator: "/").allSatisfy { $0.utf8.count <= 200 })
            #expect(shown.isEmpty || name == shown)
            #expect(!path.hasSuffix(".bin") || name.hasSuffix(".bin"))
        }
        #expect(MLflowName.path("\(long)1") != MLflowName.path("\(long)2"))
    }

    @Test(arguments: ["", "mlruns", "file:///tmp/mlruns", "databricks", "http://", "http://h?x=1", "ftp://h"])
    func `what is no address of a server is said at once`(_ address: String) {
        let error = #expect(throws: RegistryError.self) {
            try AddedSink.mlflow(MLflowConfiguration(trackingURL: address))
        }
        #expect(error?.code == .invalidArgument)
    }

    @Test(arguments: [["a b": "x"], ["X": "a\r\nY: b"], ["": "x"]])
    func `what is no header is said at once`(_ headers: [String: String]) {
        let error = #expect(throws: RegistryError.self) {
            try AddedSink.mlflow(MLflowConfiguration(trackingURL: "http://h", headers: headers))
        }
        #expect(error?.code == .invalidArgument)
    }

    @Test func `something else than MLflow waits to be put right`() async throws {
        let sink = try FakeMLflow { _, _ in (404, "<html>") }.sink()
        let error = await #expect(throws: RegistryError.self) { try await sink.deliver([self.scalar(0)]) }
        #expect(error?.code == .unavailable && error?.message.contains("no MLflow tracking server") == true)
    }

    @Test func `requests keep to MLflow's limits`() async throws {
        let server = FakeMLflow()
        let sink = try server.sink()
        let long = String(repeating: "n", count: 240)
        let numbers = (0..<4_500).map { NamedNumber(name: "\(long)\($0)", value: .pi) }
        #expect(try await sink.deliver([FakeMLflow.entry(0, .scalars(numbers, Step(0)))]).isEmpty)
        let parameters = Dictionary(uniqueKeysWithValues: (0..<250).map { ("p\($0)", Value.int(Int64($0))) })
        #expect(
            try await sink.deliver([FakeMLflow.entry(1, .parameters(ParameterChange(values: parameters)))]).isEmpty)
        let bodies = server.bodies(of: "runs/log-batch")
        let points = bodies.compactMap { $0["metrics"]?.arrayValue?.count }
        #expect(points.reduce(0, +) == 4_500 && points.allSatisfy { $0 <= 1_000 })
        #expect(bodies.compactMap { $0["params"]?.arrayValue?.count } == [100, 100, 50])
        #expect(server.sizes(of: "runs/log-batch").allSatisfy { $0 <= 1_000_000 })
        let metrics: [Value] = bodies.flatMap { $0["metrics"]?.arrayValue ?? [] }
        let keys: Set<Value?> = Set(metrics.map { $0.documentValue?["key"] })
        #expect(keys.count == 4_500)
    }

    @Test func `a point that is refused is told with the server's message, and takes no other with it`() async throws {
        let server = FakeMLflow { method, body in
            let points = body["metrics"]?.arrayValue?.compactMap(\.documentValue) ?? []
            guard method == "runs/log-batch", points.contains(where: { $0["step"] == 7 }) else { return nil }
            return FakeMLflow.refusal(400, "INVALID_PARAMETER_VALUE", "step 7 is unlucky")
        }
        let sink = try server.sink()
        let rejected = try await sink.deliver((0..<20).map(scalar))
        #expect(rejected.map(\.sequence) == [7])
        #expect((rejected.first?.reason as? RegistryError)?.message.contains("step 7 is unlucky") == true)
        let taken = server.bodies(of: "runs/log-batch").compactMap {
            $0["metrics"]?.arrayValue?.compactMap(\.documentValue)
        }
        .filter { !$0.contains { $0["step"] == 7 } }.flatMap { $0.compactMap { $0["step"]?.intValue } }
        #expect(Set(taken) == Set(0..<20).subtracting([7]))
    }

    @Test func `a run that people deleted gets nothing more, and its journal goes`() async throws {
        let server = FakeMLflow { method, _ in
            guard method == "runs/log-batch" else { return nil }
            return FakeMLflow.refusal(
                400, "INVALID_PARAMETER_VALUE", "The run r must be in the 'active' state. Current state is deleted.")
        }
        let sink = try server.sink()
        let rejected = try await sink.deliver((0..<20).map(scalar))
        #expect(rejected.map(\.sequence) == Array(0..<20) && rejected.allSatisfy(\.isForGood))
        #expect(server.bodies(of: "runs/log-batch").count == 1)
    }

    @Test func `names and values are made such as MLflow takes`() async throws {
        let server = FakeMLflow()
        let sink = try server.sink()
        let names = [
            "plain/a.b-c_d e:f", "größe", "acc@5", "acc#5", "../x", "a//b", "", String(repeating: "x", count: 300),
        ]
        let numbers = zip(names, [1, .nan, .infinity, -.infinity, 1e-7, 1e300, -0.0, 5]).map {
            NamedNumber(name: $0, value: $1)
        }
        _ = try await sink.deliver([FakeMLflow.entry(0, .scalars(numbers, Step(-3)))])
        let points =
            server.bodies(of: "runs/log-batch").first?["metrics"]?.arrayValue?.compactMap(\.documentValue) ?? []
        let keys = points.compactMap { $0["key"]?.stringValue }
        #expect(Array(keys.prefix(2)) == Array(names.prefix(2)) && Set(keys).count == names.count)
        #expect(
            keys[2].hasPrefix("acc_5_") && keys[4].hasPrefix("_/x_") && keys.allSatisfy { (1...250).contains($0.count) }
        )
        #expect(points.map { $0["value"] }.prefix(5) == [1.0, "NaN", "Infinity", "-Infinity", 1e-7])
        #expect(points.allSatisfy { $0["step"] == -3 && $0["timestamp"] == 1_700_000_000_000 })
        let change = ParameterChange(values: [
            "flag": true, "none": .null, "net": ["depth": 3, "act": "relu"], "list": [1, "a'b"],
            "long": .string(String(repeating: "ä", count: 7_000)),
        ])
        _ = try await sink.deliver([FakeMLflow.entry(1, .parameters(change))])
        let texts = server.bodies(of: "runs/log-batch").last?["params"]?.arrayValue?.compactMap(\.documentValue) ?? []
        let values = Dictionary(uniqueKeysWithValues: texts.map { ($0["key"]?.stringValue, $0["value"]?.stringValue) })
        #expect(values["flag"] == "True" && values["none"] == "None" && values["net.depth"] == "3")
        #expect(values["net.act"] == "relu" && values["list"] == #"[1, 'a\'b']"#)
        #expect(values["long"]??.unicodeScalars.count == 6_000)
    }
}

extension Bool {
    fileprivate mutating func exchange(_ new: Bool) -> Bool {
        defer { self = new }
        return self
    }
}
