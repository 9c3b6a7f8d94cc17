import Foundation
import HTTPTypes
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct LoggingRoutesTests {
    private func metrics(_ fixture: WritingFixture) -> String { "/api/v1/runs/\(fixture.run)/metrics" }

    @Test func `points come one by one and in columns, and numbers that JSON has not as text`() async throws {
        let fixture = try await WritingFixture()
        let answer = try await fixture.server.post(
            metrics(fixture),
            #"""
            {"points": [{"metric": "loss", "step": 1, "value": 0.5}, {"metric": "loss", "step": 2, "value": "NaN"},
              {"metric": "lr", "step": 1, "value": 1, "time": "2026-01-31T12:00:00Z"}],
             "series": [{"metric": "loss", "steps": [3, 4], "values": [0.25, "-Infinity"], "times": [1000, 2000]}]}
            """#)
        #expect(answer.status == .ok)
        #expect(answer.json["accepted"] == 5)
        let loss = try await fixture.values(of: "loss")
        #expect(loss.count == 4)
        #expect(loss[0] == 0.5 && loss[1].isNaN && loss[2] == 0.25 && loss[3] == -.infinity)
        #expect(try await fixture.values(of: "lr") == [1])
    }

    @Test func `a request that is sent again is stored once, by its number or by its key`() async throws {
        let fixture = try await WritingFixture()
        for _ in 1...3 {
            let numbered = try await fixture.server.post(
                metrics(fixture), #"{"sequence": 7, "points": [{"metric": "a", "step": 1, "value": 1}]}"#)
            #expect(numbered.json["accepted"] == 1)
            let keyed = try await fixture.server.post(
                metrics(fixture), #"{"points": [{"metric": "b", "step": 1, "value": 2}]}"#,
                headers: try WritingFixture.key("k"))
            #expect(keyed.json["accepted"] == 1)
        }
        let counts = try await fixture.store.record(RecordID(fixture.run), in: .runs)?["metrics"]?.documentValue
        #expect(counts?["a"]?.documentValue?["count"] == 1)
        #expect(counts?["b"]?.documentValue?["count"] == 1)
    }

    @Test func `requests without numbers are all stored, and the later one of a step is shown`() async throws {
        let fixture = try await WritingFixture()
        for value in 1...5 {
            try await fixture.server.post(
                metrics(fixture), #"{"points": [{"metric": "a", "step": 1, "value": \#(value)}]}"#)
        }
        #expect(try await fixture.values(of: "a") == [5])
        let run = try await fixture.store.record(RecordID(fixture.run), in: .runs)
        #expect(run?["metrics"]?.documentValue?["a"]?.documentValue?["count"] == 5)
    }

    @Test(arguments: [
        "", "{}", "[]", #"{"points": []}"#, #"{"points": [1]}"#, #"{"points": [{"metric": "a", "step": 1}]}"#,
        #"{"points": [{"step": 1, "value": 1}]}"#, #"{"points": [{"metric": "a", "step": 1.5, "value": 1}]}"#,
        #"{"points": [{"metric": "a", "step": 1, "value": "many"}]}"#,
        #"{"sequence": -1, "points": [{"metric": "a", "step": 1, "value": 1}]}"#,
        #"{"points": [{"metric": "a", "step": 1, "value": 1, "stp": 1}]}"#,
        #"{"series": [{"metric": "a", "steps": [1, 2], "values": [1]}]}"#,
        #"{"series": [{"metric": "a", "steps": [1], "values": [1], "times": []}]}"#,
        #"{"series": [{"metric": "a", "steps": [1], "values": [1], "sequences": ["x"]}]}"#,
    ])
    func `points that are none are the client's fault, and nothing is stored`(body: String) async throws {
        let fixture = try await WritingFixture()
        #expect(try await fixture.server.post(metrics(fixture), body).code == "invalidArgument")
        #expect(try await fixture.values(of: "a").isEmpty)
    }

    @Test func `whatever a run logs is a sign of life`() async throws {
        let requests = [
            ("metrics", #"{"points": [{"metric": "a", "step": 1, "value": 1}]}"#),
            ("logs", #"{"lines": [{"text": "still here"}]}"#), ("artifacts", #"{"artifacts": [{"_seq": 9, "a": 1}]}"#),
        ]
        for (path, body) in requests {
            let fixture = try await WritingFixture()
            let long = WallTime(secondsSince1970: WallTime.now.secondsSince1970 - 3_600)
            let runID = RecordID(fixture.run)
            try await fixture.store.update(runID, in: .runs, RecordChange(set: ["heartbeat": .date(long)]))
            let before = try await fixture.server.get("/api/v1/runs/\(fixture.run)")
            #expect(before.json["status"] == "lost")
            try await fixture.server.post("/api/v1/runs/\(fixture.run)/\(path)", body)
            let after = try await fixture.server.get("/api/v1/runs/\(fixture.run)")
            #expect(after.json["status"] == "running", "\(path)")
        }
    }

    @Test func `a run in the trash takes nothing`() async throws {
        let fixture = try await WritingFixture()
        _ = try await fixture.server.send(.delete, "/api/v1/runs/\(fixture.run)")
        let points = try await fixture.server.post(
            metrics(fixture), #"{"points": [{"metric": "a", "step": 1, "value": 1}]}"#)
        let lines = try await fixture.server.post(
            "/api/v1/runs/\(fixture.run)/logs", #"{"lines": [{"text": "still here"}]}"#)
        #expect(points.code == "notFound" && lines.code == "notFound")
        #expect(try await fixture.values(of: "a").isEmpty)
    }

    @Test func `points of no run are refused, and those of others are stored`() async throws {
        let fixture = try await WritingFixture()
        let body = #"{"points": [{"metric": "a", "step": 1, "value": 1}]}"#
        async let lost = fixture.server.post("/api/v1/runs/00000000000000000000000000000000/metrics", body)
        async let kept = fixture.server.post(metrics(fixture), body)
        #expect(try await lost.code == "notFound")
        #expect(try await kept.status == .ok)
        #expect(try await fixture.values(of: "a") == [1])
    }

    @Test func `a body larger than the limit is refused`() async throws {
        let fixture = try await WritingFixture(limits: RequestLimits(largestBody: 1_000))
        let values = (0..<500).map(String.init).joined(separator: ",")
        let answer = try await fixture.server.post(
            metrics(fixture), #"{"series": [{"metric": "a", "steps": [\#(values)], "values": [\#(values)]}]}"#)
        #expect(answer.status == .contentTooLarge)
    }

    @Test func `lines of text are stored once`() async throws {
        let fixture = try await WritingFixture()
        let address = "/api/v1/runs/\(fixture.run)/logs"
        for _ in 1...2 {
            let body = #"{"sequence": 3, "lines": [{"text": "one", "level": "warning"}, {"text": "two"}]}"#
            #expect(try await fixture.server.post(address, body).json["accepted"] == 2)
            try await fixture.server.post(
                address, #"{"lines": [{"text": "three"}]}"#, headers: try WritingFixture.key("k"))
        }
        #expect(try await fixture.texts() == ["one", "two", "three"])
        for body in [
            "{}", #"{"lines": []}"#, #"{"lines": [{"text": 1}]}"#, #"{"lines": [{"text": "", "level": "loud"}]}"#,
        ] {
            #expect(try await fixture.server.post(address, body).code == "invalidArgument")
        }
    }

    @Test func `many clients at a real server lose no point and store none twice`() async throws {
        let fixture = try await WritingFixture()
        let run = fixture.run
        let clients = 8
        let requests = 25
        try await LiveServer.with(store: fixture.store) { port in
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                for client in 0..<clients {
                    tasks.addTask {
                        for number in 0..<requests {
                            let body =
                                #"{"sequence": \#(number), "points": [{"metric": "m\#(client)", "step": \#(number), "value": 1}]}"#
                            let request =
                                "POST /api/v1/runs/\(run)/metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
                            // Each is sent twice, as after an answer that got lost.
                            async let first = LiveServer.exchange(port, request)
                            async let second = LiveServer.exchange(port, request)
                            let answers = try await [first, second]
                            #expect(answers.allSatisfy { $0.hasPrefix("HTTP/1.1 200 ") })
                        }
                    }
                }
                try await tasks.waitForAll()
            }
        }
        let metrics = try await fixture.store.record(RecordID(run), in: .runs)?["metrics"]?.documentValue
        for client in 0..<clients {
            #expect(metrics?["m\(client)"]?.documentValue?["count"] == .int(Int64(requests)))
        }
    }
}
