import Foundation
import HTTPTypes
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct MetricsTests {
    /// The samples of an answer, by their names with labels.
    private func samples(_ text: String) throws -> [String: Double] {
        var samples: [String: Double] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let end = try #require(line.lastIndex(of: " "))
            let name = String(line[..<end])
            #expect(samples[name] == nil, "\(name) is there twice")
            let value: Double = try #require(Double(line[line.index(after: end)...]))
            samples[name] = value
        }
        return samples
    }

    private func count(_ route: String, _ method: String, _ status: Int) -> String {
        "loggerandviewer_http_requests_total{route=\"\(route)\",method=\"\(method)\",status=\"\(status)\"}"
    }

    @Test func `requests are counted by route, method and status, and nothing of their own names them`() async throws {
        let server = try WebFixture()
        _ = try await server.get("/api/v1/runs/0190a000000070008000000000000001")
        _ = try await server.get("/api/v1/runs/secret-name?token=hunter2")
        _ = try await server.get("/nowhere/secret-name")
        _ = try await server.send(.init("BREW") ?? .get, "/secret-name")
        _ = try await server.get("/health", host: "secret-name")
        let answer = try await server.get("/metrics")
        #expect(answer.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
        #expect(!answer.text.contains("secret-name") && !answer.text.contains("hunter2"))
        let samples = try samples(answer.text)
        #expect(samples[count("/api/v1/runs/{id}", "GET", 404)] == 1)
        #expect(samples[count("/api/v1/runs/{id}", "GET", 400)] == 1)
        #expect(samples[count("none", "GET", 404)] == 1)
        #expect(samples[count("none", "GET", 421)] == 1)
        #expect(samples[count("none", "other", 404)] == 1)
        #expect(samples["loggerandviewer_http_requests_in_progress"] == 1)
        let buckets = "loggerandviewer_http_request_duration_seconds_bucket{route=\"/api/v1/runs/{id}\",method=\"GET\","
        #expect(samples[buckets + "le=\"+Inf\"}"] == 2)
        #expect(samples[buckets + "le=\"30\"}"] == 2)
    }

    @Test func `what is stored and what the store was asked for is counted`() async throws {
        let fixture = try await WritingFixture()
        let server = fixture.server
        let points = #"{"sequence": 1, "series": [{"metric": "loss", "steps": [1, 2], "values": [1, 2]}]}"#
        for _ in 0..<2 { try await server.post("/api/v1/runs/\(fixture.run)/metrics", points) }
        for _ in 0..<2 {
            try await server.post(
                "/api/v1/runs/\(fixture.run)/artifacts", #"{"artifacts": [{"a": 1}]}"#,
                headers: try WritingFixture.key("k"))
        }
        _ = try await server.get("/ready")
        let samples = try samples(try await server.get("/metrics").text)
        #expect(samples["loggerandviewer_points_stored_total"] == 2)
        #expect(samples["loggerandviewer_records_stored_total"] == 1)
        #expect(samples["loggerandviewer_store_call_duration_seconds_count{operation=\"append\"}"] == 2)
        #expect(samples["loggerandviewer_store_call_duration_seconds_count{operation=\"check_health\"}"] == 1)
    }

    @Test func `errors of the store are counted by their codes`() async throws {
        let server = try WebFixture(store: FailingStore(error: RegistryError(.unavailable, "It is away.")))
        #expect(try await server.get("/ready").status == .serviceUnavailable)
        let samples = try samples(try await server.get("/metrics").text)
        let name = "loggerandviewer_store_errors_total{operation=\"check_health\",code=\"unavailable\"}"
        #expect(samples[name] == 1)
    }

    @Test func `metrics need the role read when there are tokens`() async throws {
        let access = try AccessFixture()
        #expect(try await access.server.get("/metrics").status == .unauthorized)
        #expect(try await access.server.get("/metrics", headers: access.bearer(.read)).status == .ok)
    }

    @Test func `a running server tells its connections and what the process uses`() async throws {
        let answer = try await LiveServer.with { port in
            try await LiveServer.exchange(
                port, "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        }
        let text = try #require(answer.components(separatedBy: "\r\n\r\n").last)
        let samples = try samples(text)
        #expect(samples["loggerandviewer_http_connections_open"] == 1)
        #expect(try #require(samples["process_cpu_seconds_total"]) > 0)
        let start = try #require(samples["process_start_time_seconds"])
        #expect(abs(start - Date().timeIntervalSince1970) < 60)
        #if os(Linux)
            #expect(try #require(samples["process_resident_memory_bytes"]) > 1_000_000)
            #expect(try #require(samples["process_open_fds"]) > 3)
        #endif
    }

    @Test func `a histogram counts each duration up to every bound above it`() {
        var histogram = DurationHistogram()
        for milliseconds in [1, 2, 40, 60_000] { histogram.add(.milliseconds(milliseconds)) }
        let counts = Dictionary(uniqueKeysWithValues: histogram.cumulative.map { ($0.bound, $0.count) })
        #expect(counts[0.001] == 1 && counts[0.0025] == 2 && counts[0.025] == 2 && counts[0.05] == 3)
        #expect(counts[30] == 3 && histogram.count == 4 && abs(histogram.sum - 60.043) < 1e-9)
    }

    @Test func `labels and help cannot begin another line`() {
        var text = MetricsText()
        text.begin("a", .gauge, "one\ntwo")
        text.add("a", [("b", "c\"\n\\d")], 0.5)
        #expect(text.text == "# HELP a one\\ntwo\n# TYPE a gauge\na{b=\"c\\\"\\n\\\\d\"} 0.5\n")
    }
}
