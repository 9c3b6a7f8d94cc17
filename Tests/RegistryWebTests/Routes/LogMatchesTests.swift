import HTTPTypes
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct LogMatchesTests {
    private let run = "0190a000000070008000000000001000"

    private func server(lines: Int) async throws -> WebFixture {
        let store = MemoryStore()
        let id = try #require(RunID(run))
        let start = WallTime(millisecondsSince1970: 0)
        try await store.insert([Run(id: id, name: "talks", startTime: start).document], into: .runs)
        for first in stride(from: 0, to: lines, by: 1_000) {
            let some = (first..<min(lines, first + 1_000)).map { number in
                LogLine(
                    sequence: Int64(number), time: start, level: number.isMultiple(of: 2) ? .info : .error,
                    text: number.isMultiple(of: 1_000) ? "\u{1B}[31mOut\u{1B}[0m of MEMORY \(number)" : "step \(number)"
                )
            }
            try await store.appendLog(some, to: id)
        }
        return try WebFixture(store: store)
    }

    @Test func `lines that have a text are found in either case, without what is for terminals`() async throws {
        let server = try await server(lines: 3_000)
        let found = try await server.get("/api/v1/runs/\(run)/logs/matches?text=out+of+memory").json
        #expect(found["count"]?.intValue == 3)
        #expect(found["scanned"]?.intValue == 3_000)
        #expect(found["next"] == .null)
        let positions = (found["lines"]?.arrayValue ?? []).map { $0.documentValue?["position"]?.stringValue }
        #expect(positions == ["0.0", "1000.0", "2000.0"])
        let errors = try await server.get("/api/v1/runs/\(run)/logs/matches?text=step+1&level=error").json
        #expect(errors["scanned"]?.intValue == 1_500)
    }

    @Test(arguments: [
        ("memory here", "\u{1B}[31mOut of \u{1B}[1mmem\u{1B}[0mory\u{1B}[0m here", true), ("É", "café", true),
        ("strasse", "STRASSE", true),
        ("100 %", "10 %\r100 %", true), ("10 %\r", "10 %\r100 %", false), ("a    b", "a\tb", true),
        ("[31m", "\u{1B}[31mred", false),
        ("ö", "o", false), ("", "anything", true),
    ])
    func `a text is found in a line as it is shown`(text: String, line: String, isFound: Bool) {
        #expect(LineMatcher(text).isFound(in: line) == isFound)
    }

    @Test func `a long log is gone through part by part`() async throws {
        let server = try await server(lines: 105_000)
        var (scanned, count, parts, after): (Int64, Int64, Int, String?) = (0, 0, 0, "")
        while let position = after {
            let part = try await server.get(
                "/api/v1/runs/\(run)/logs/matches?text=memory" + (position.isEmpty ? "" : "&after=\(position)")
            ).json
            let lines = try #require(part["scanned"]?.intValue)
            #expect(lines <= 100_000)
            scanned += lines
            count += try #require(part["count"]?.intValue)
            parts += 1
            after = part["next"]?.stringValue
        }
        #expect(scanned == 105_000 && count == 105 && parts >= 2)
    }

    @Test(arguments: ["", "?text=", "?text=a&after=x", "?text=a&level=loud"])
    func `a search for nothing is refused`(query: String) async throws {
        let answer = try await server(lines: 1).get("/api/v1/runs/\(run)/logs/matches\(query)")
        #expect(answer.status == .badRequest)
    }

    @Test(arguments: [
        ("error", "An ERROR", true), ("error", "err or", false), ("é", "É", true), ("é", "café", true),
        ("abc", "ab", false),
        ("aab", "aaab", true),
    ])
    func `a text is found as people look for it`(text: String, line: String, isFound: Bool) {
        #expect(LineMatcher(text).isFound(in: line) == isFound)
    }
}
