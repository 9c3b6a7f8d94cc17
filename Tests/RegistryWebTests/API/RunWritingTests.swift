import HTTPTypes
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct RunWritingTests {
    @Test func `a run begins with what it is given`() async throws {
        let fixture = try await WritingFixture()
        let answer = try await fixture.server.post(
            "/api/v1/runs",
            #"{"experiment": "digits", "name": "second", "parameters": {"lr": 0.5}, "tags": {"a.b": "c"}, "startTime": "2026-01-31T12:00:00Z"}"#
        )
        #expect(answer.status == .created)
        let id = try #require(answer.json["_id"]?.stringValue.flatMap(RunID.init))
        #expect(answer.headers[.location] == "/api/v1/runs/\(id)")
        let run = try Run(document: try #require(try await fixture.store.record(RecordID(id), in: .runs)))
        #expect(run.experiment == "digits")
        #expect(run.parameters == ["lr": 0.5])
        #expect(run.tags == ["a.b": "c"])
        #expect(run.startTime == WallTime(iso8601: "2026-01-31T12:00:00Z"))
        #expect(run.status == .running)
        #expect(try await fixture.server.post("/api/v1/runs", "").status == .created)
    }

    @Test func `a run whose identifier or key comes again is one run`() async throws {
        let fixture = try await WritingFixture()
        let body = #"{"id": "0190A000000070008000000000000009", "name": "mine"}"#
        #expect(try await fixture.server.post("/api/v1/runs", body).status == .created)
        let again = try await fixture.server.post("/api/v1/runs", body)
        #expect(again.status == .ok)
        #expect(again.json["name"] == "mine")
        let key = try WritingFixture.key("one")
        let first = try await fixture.server.post("/api/v1/runs", #"{"name": "x"}"#, headers: key)
        let second = try await fixture.server.post("/api/v1/runs", #"{"name": "x"}"#, headers: key)
        #expect(first.status == .created)
        #expect(second.status == .ok)
        #expect(first.json["_id"] == second.json["_id"])
        #expect(try await fixture.store.count(in: .runs, matching: .everything) == 3)
        let other = try await fixture.server.post("/api/v1/runs", #"{"name": "y"}"#, headers: key)
        #expect(other.status == .unprocessableContent)
        #expect(other.code == "keyReused")
    }

    @Test(arguments: [
        "[]", "{", #"{"id": "first"}"#, #"{"nam": "x"}"#, #"{"name": 7}"#, #"{"tags": {"a": 1}}"#,
        #"{"parameters": []}"#,
        #"{"startTime": "yesterday"}"#, #"{"startTime": "2999-01-01T00:00:00Z"}"#, #"{"name": "  "}"#,
        #"{"experiment": "\u00a0\t"}"#, #"{"startTime": -9223372036854775808}"#,
        #"{"startTime": {"$date": {"$numberLong": "9223372036854775807"}}}"#,
    ])
    func `a run that is none is the client's fault`(body: String) async throws {
        let fixture = try await WritingFixture()
        #expect(try await fixture.server.post("/api/v1/runs", body).code == "invalidArgument")
        #expect(try await fixture.store.count(in: .runs, matching: .everything) == 1)
    }

    @Test func `a key is made of visible characters`() async throws {
        let fixture = try await WritingFixture()
        for key in ["", "two words", String(repeating: "k", count: 256)] {
            let answer = try await fixture.server.post("/api/v1/runs", "{}", headers: try WritingFixture.key(key))
            #expect(answer.code == "invalidArgument")
        }
    }

    @Test func `a run ends once, and gives signs of life until then`() async throws {
        let fixture = try await WritingFixture()
        let address = "/api/v1/runs/\(fixture.run)"
        #expect(try await fixture.server.post("\(address)/heartbeat", "").status == .ok)
        let body = #"{"status": "failed", "message": "out of memory"}"#
        let end = try await fixture.server.post("\(address)/end", body)
        #expect(end.json["status"] == "failed")
        #expect(end.json["statusMessage"] == "out of memory")
        let time = try #require(end.json["endTime"]?.dateValue)
        #expect(try await fixture.server.post("\(address)/end", body).json["endTime"] == .date(time))
        #expect(try await fixture.server.post("\(address)/heartbeat", "").code == "conflict")
        #expect(try await fixture.server.post("\(address)/end", #"{"status": "running"}"#).code == "invalidArgument")
        for other in [#"{"status": "finished"}"#, #"{"status": "failed", "message": "other"}"#, ""] {
            #expect(try await fixture.server.post("\(address)/end", other).code == "conflict")
        }
        let kept = try await fixture.server.get(address).json
        #expect(
            kept["status"] == "failed" && kept["statusMessage"] == "out of memory" && kept["endTime"] == .date(time))
        let nobody = "/api/v1/runs/00000000000000000000000000000000"
        #expect(try await fixture.server.post("\(nobody)/end", "").code == "notFound")
        #expect(try await fixture.server.post("\(nobody)/heartbeat", "").code == "notFound")
    }

    @Test func `what is late is taken after the end, and does not wake the run`() async throws {
        let fixture = try await WritingFixture()
        let address = "/api/v1/runs/\(fixture.run)"
        #expect(try await fixture.server.post("\(address)/end", "").status == .ok)
        let late = #"{"sequence": 1, "points": [{"metric": "a", "step": 1, "value": 1}]}"#
        #expect(try await fixture.server.post("\(address)/metrics", late).status == .ok)
        #expect(try await fixture.server.get(address).json["status"] == "finished")
        for time in [#""2999-01-01T00:00:00Z""#, "-9223372036854775808", "9223372036854775807"] {
            #expect(
                try await fixture.server.post("\(address)/end", #"{"endTime": \#(time)}"#).code == "invalidArgument")
        }
    }

    @Test func `of ends at the same time one counts, and the others are told`() async throws {
        let fixture = try await WritingFixture()
        let address = "/api/v1/runs/\(fixture.run)"
        let codes = try await withThrowingTaskGroup(of: String?.self) { group in
            for number in 0..<8 {
                group.addTask {
                    try await fixture.server.post("\(address)/end", #"{"status": "failed", "message": "\#(number)"}"#)
                        .code
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes.filter { $0 == "conflict" }.count == 7)
    }

    @Test(arguments: ["", " ", "\\u001b[2J", "a\\nb", "a\\u0085"])
    func `a metric's name is something to see`(name: String) async throws {
        let fixture = try await WritingFixture()
        let body = #"{"points": [{"metric": "\#(name)", "step": 1, "value": 1}]}"#
        #expect(try await fixture.server.post("/api/v1/runs/\(fixture.run)/metrics", body).code == "invalidArgument")
    }

    @Test func `whoever changes what somebody else has changed meanwhile learns of it`() async throws {
        let fixture = try await WritingFixture()
        let address = "/api/v1/runs/\(fixture.run)"
        func change(_ notes: String, expecting old: String) async throws -> String? {
            let body =
                #"{"set": {"notes": "\#(notes)", "tags.a": "\#(notes)"}, "expected": {"notes": \#(old), "tags.a": \#(old)}}"#
            return try await fixture.server.send(.patch, address, body: body).code
        }
        #expect(try await change("mine", expecting: "null") == nil)
        #expect(try await change("theirs", expecting: "null") == "conflict")
        #expect(try await fixture.server.get(address).json["notes"] == "mine")
        #expect(try await change("theirs", expecting: #""mine""#) == nil)
        let codes = try await withThrowingTaskGroup(of: String?.self) { group in
            for number in 0..<8 {
                group.addTask { try await change("\(number)", expecting: #""theirs""#) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes.filter { $0 == "conflict" }.count == 7)
        for expected in ["7", #"{"status": "running"}"#, #"{"": 1}"#] {
            let body = #"{"set": {"notes": "x"}, "expected": \#(expected)}"#
            #expect(try await fixture.server.send(.patch, address, body: body).code == "invalidArgument")
        }
    }

    @Test func `people change names, notes and tags, and nothing that the store keeps`() async throws {
        let fixture = try await WritingFixture()
        let address = "/api/v1/runs/\(fixture.run)"
        let changed = try await fixture.server.send(
            .patch, address, body: #"{"set": {"notes": "good", "tags.stage": "final"}, "remove": ["tags.draft"]}"#)
        #expect(changed.json["notes"] == "good")
        #expect(changed.json["tags"] == ["stage": "final"])
        for body in [
            #"{"set": {"metrics": {}}}"#, #"{"set": {"status": "lost"}}"#, "{}", #"{"remove": [1]}"#,
            #"{"set": {"tags": 7}}"#, #"{"set": {"notes.x": 1}}"#, #"{"set": {"name.x": "y"}}"#,
            #"{"set": {"tags.a": 1}}"#,
            #"{"set": {"tags.a.b": "c"}}"#, #"{"set": {"tags": {"a": 1}}}"#, #"{"remove": ["tags.a.b"]}"#,
            #"{"remove": ["notes.x"]}"#, #"{"remove": ["experiment.0"]}"#,
            #"{"set": {"name": " "}}"#, #"{"set": {"experiment": ""}}"#,
        ] {
            #expect(try await fixture.server.send(.patch, address, body: body).code == "invalidArgument")
        }
        let wrong = try await fixture.server.send(
            .patch, address, body: #"{"set": {"tags": {"ok": "x", "epoch%2Eno": 1}}}"#)
        #expect(wrong.text.contains("epoch.no"), "\(wrong.text)")
    }
}
