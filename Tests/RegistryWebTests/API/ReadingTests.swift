import HTTPTypes
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct ReadingTests {
    private let run: RunID

    init() throws { run = try #require(RunID("0190a000000070008000000000000001")) }

    private func server() async throws -> WebFixture {
        let store = try await MemoryStore.withTrainings()
        let start = WallTime(millisecondsSince1970: 1_700_000_000_000)
        let other = try #require(RunID("0190a000000070008000000000000002"))
        try await store.insert(
            [
                Run(id: run, experiment: "digits", name: "first", status: .finished, startTime: start).document,
                Run(id: other, experiment: "digits", status: .finished, startTime: start).document,
            ], into: .runs)
        let levels: [LogLevel] = [.debug, .info, .warning, .error]
        try await store.appendLog(
            levels.enumerated().map { index, level in
                LogLine(sequence: Int64(index), time: start, level: level, text: "line \(index)")
            }, to: run)
        return try WebFixture(store: store)
    }

    @Test func `lines of text come from a level on and behind a position`() async throws {
        let server = try await server()
        let all = try await server.get("/api/v1/runs/\(run)/logs")
        #expect(Self.texts(all) == ["line 0", "line 1", "line 2", "line 3"])
        #expect(Self.texts(try await server.get("/api/v1/runs/\(run)/logs?level=warning")) == ["line 2", "line 3"])
        let first = try await server.get("/api/v1/runs/\(run)/logs?limit=2")
        let next = try #require(first.json["next"]?.stringValue)
        let second = try await server.get("/api/v1/runs/\(run)/logs?after=\(next)")
        #expect(Self.texts(first) + Self.texts(second) == ["line 0", "line 1", "line 2", "line 3"])
        let last = try #require(second.json["next"]?.stringValue)
        let behind = try await server.get("/api/v1/runs/\(run)/logs?after=\(last)")
        #expect(Self.texts(behind).isEmpty)
        #expect(behind.json["next"] == .string(last))
    }

    @Test(arguments: ["level=loud", "after=x", "limit=0", "limit=10001"])
    func `a malformed question for text is the client's fault`(query: String) async throws {
        #expect(try await server().get("/api/v1/runs/\(run)/logs?\(query)").code == "invalidArgument")
    }

    @Test func `text of no run does not exist`() async throws {
        let answer = try await server().get("/api/v1/runs/00000000000000000000000000000000/logs")
        #expect(answer.code == "notFound")
    }

    @Test(.timeLimit(.minutes(1))) func `experiments, groups and fields are told`() async throws {
        let server = try await server()
        #expect(
            try await server.get("/api/v1/experiments").json["experiments"] == [["name": "digits", "runs": 2]])
        #expect(
            try await server.get("/api/v1/runs/groups?by=name&filter=name+%3D+%27first%27").json["groups"]
                == [["value": "first", "count": 1]])
        // A question waits 400 ms for all records to be gone through, and then tells what is known: on a busy machine that is less.
        var fields = try await server.get("/api/v1/fields").json
        while fields["records"] != 12 {
            try await Task.sleep(for: .milliseconds(50))
            fields = try await server.get("/api/v1/fields").json
        }
        let told = try #require(fields["fields"]?.arrayValue).compactMap(\.documentValue)
        let loss = try #require(told.first { $0["name"] == "MSE" })
        #expect(loss["types"] == ["double"])
        #expect(loss["records"] == 12)
        #expect(!told.contains { $0["name"] == "_metadataKeys" })
        let ofRuns = try await server.get("/api/v1/fields?in=runs").json["fields"]?.arrayValue ?? []
        #expect(ofRuns.contains { $0.documentValue?["name"] == "experiment" })
        #expect(try await server.get("/api/v1/fields?in=secrets").code == "invalidArgument")
    }

    @Test func `runs are searched by expression and by MongoDB's form`() async throws {
        let server = try await server()
        for body in [#"{"expression": "name = 'first'"}"#, #"{"filter": {"name": "first"}}"#] {
            let answer = try await server.post("/api/v1/runs/search", body)
            #expect(answer.json["runs"]?.arrayValue?.count == 1)
        }
    }

    @Test(arguments: [
        "/api/v1/artifacts", "/api/v1/runs", "/api/v1/runs/0190a000000070008000000000000001",
        "/api/v1/runs/0190a000000070008000000000000001/logs", "/api/v1/experiments", "/api/v1/openapi.json",
    ])
    func `what the client has already is not sent again`(path: String) async throws {
        let server = try await server()
        let first = try await server.get(path)
        let tag = try #require(first.headers[.eTag])
        #expect(first.status == .ok)
        for having in [tag, "W/\(tag)", "\"other\", \(tag)", "*"] {
            let again = try await server.get(path, headers: [.ifNoneMatch: having])
            #expect(again.status == .notModified)
            #expect(again.bytes.isEmpty)
            #expect(again.headers[.eTag] == tag)
        }
        #expect(try await server.get(path, headers: [.ifNoneMatch: "\"other\""]).bytes == first.bytes)
    }

    @Test func `a metric that a run does not have is named, for its chart as well`() async throws {
        let server = try await server()
        for kind in ["series", "chart"] {
            let answer = try await server.get("/api/v1/runs/\(run)/\(kind)?metric=nope")
            #expect(answer.status == .notFound)
            #expect(answer.json["detail"]?.stringValue?.contains("\"nope\"") == true)
        }
    }

    private static func texts(_ answer: Answer) -> [String] {
        answer.json["lines"]?.arrayValue?.compactMap { $0.documentValue?["text"]?.stringValue } ?? []
    }
}
