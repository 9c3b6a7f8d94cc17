import HTTPTypes
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct ExportTests {
    @Test func `all of a run comes as lines of JSON, and another server takes the points as they are`() async throws {
        let fixture = try await WritingFixture()
        let server = fixture.server
        let count = 12_000
        let time = WallTime(millisecondsSince1970: 1_700_000_000_000)
        // Two passes over the same steps, so that blocks overlap.
        let points = (0..<count).map { (index: Int) -> SeriesPoint in
            let value: Double = index == 7 ? Double.nan : Double(index)
            return SeriesPoint(step: Step(Int64(index % 9_000)), time: time, value: value, sequence: Int64(index))
        }
        for start in stride(from: 0, to: count, by: 500) {
            try await fixture.store.append([
                SeriesAppend(
                    series: SeriesID(run: fixture.run, metric: "a.b"), points: Array(points[start..<start + 500]))
            ])
        }
        try await server.post(
            "/api/v1/runs/\(fixture.run)/artifacts", #"{"artifacts": [{"_seq": 1, "Metadata": {"seed": 1}}]}"#)
        try await server.post("/api/v1/runs/\(fixture.run)/logs", #"{"sequence": 1, "lines": [{"text": "hello"}]}"#)
        try await server.post("/api/v1/files", #"{"file": "a", "run": "\#(fixture.run)"}"#)

        let answer = try await server.get("/api/v1/runs/\(fixture.run)/export")
        #expect(answer.headers[.contentType] == "application/x-ndjson")
        let lines = try answer.text.split(separator: "\n").map { try Document(json: String($0)) }
        let kinds = lines.compactMap { $0["kind"]?.stringValue }
        #expect(kinds.first == "run")
        #expect(kinds.last == "end")
        #expect(Set(kinds) == ["run", "artifact", "file", "points", "log", "end"])
        #expect(lines.last?["points"] == .int(Int64(count)))
        #expect(lines.last?["artifacts"] == 1)
        #expect(lines.last?["files"] == 1)
        #expect(lines.last?["lines"] == 1)
        #expect(!answer.text.contains("_metadataKeys"))
        let sequences = lines.flatMap { $0["sequences"]?.arrayValue ?? [] }.compactMap(\.intValue)
        #expect(sequences.sorted() == (0..<Int64(count)).map { $0 })

        let other = try await WritingFixture()
        for var line in lines where line["kind"] == "points" {
            line["kind"] = nil
            let body: Document = ["series": [.document(line)]]
            let taken = try await other.server.post("/api/v1/runs/\(other.run)/metrics", body.json())
            #expect(taken.status == .ok)
        }
        let metrics = [
            try await fixture.store.record(RecordID(fixture.run), in: .runs)?["metrics"],
            try await other.store.record(RecordID(other.run), in: .runs)?["metrics"],
        ]
        #expect(metrics[0]?.documentValue?["a%2Eb"] != nil)
        #expect(metrics[0] == metrics[1])
    }

    @Test func `a run that is not there is not exported`() async throws {
        let answer = try await WritingFixture().server.get("/api/v1/runs/00000000000000000000000000000000/export")
        #expect(answer.code == "notFound")
    }

    @Test func `an export goes over the wire in pieces`() async throws {
        let fixture = try await WritingFixture()
        let answer = try await LiveServer.with(store: fixture.store) { port in
            try await LiveServer.exchange(
                port,
                "GET /api/v1/runs/\(fixture.run)/export HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        }
        #expect(answer.hasPrefix("HTTP/1.1 200 "))
        #expect(answer.contains(#""kind":"end""#))
        let old = try await LiveServer.with(store: fixture.store) { port in
            try await LiveServer.exchange(
                port, "GET /api/v1/runs/\(fixture.run)/export HTTP/1.0\r\nHost: localhost\r\n\r\n")
        }
        #expect(!old.lowercased().contains("transfer-encoding"))
        #expect(old.hasSuffix("}\n"))
    }
}
