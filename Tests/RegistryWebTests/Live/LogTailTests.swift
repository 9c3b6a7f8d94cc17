import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct LogTailTests {
    private let run: RunID
    private let time = WallTime(millisecondsSince1970: 0)

    init() throws { run = try #require(RunID("0190a000000070008000000000000001")) }

    /// A log with lines at some sequence numbers, `count` of each, every third a warning.
    private func tail(_ sequences: [Int64], count: Int = 1) async throws -> (LogTail, [LogLine]) {
        let store = MemoryStore()
        try await store.insert([Run(id: run, startTime: time).document], into: .runs)
        var lines: [LogLine] = []
        for sequence in sequences {
            let some = (0..<count).map { index in
                LogLine(
                    sequence: sequence, index: index, time: time,
                    level: (lines.count + index) % 3 == 0 ? .warning : .info,
                    text: "\(sequence) \(index)")
            }
            try await store.appendLog(some, to: run)
            lines += some
        }
        return (LogTail(run: run, store: store), lines)
    }

    @Test(arguments: [1, 2, 7, 50, 200])
    func `the last lines are told whatever their numbers are`(limit: Int) async throws {
        let scattered: [Int64] = [.min, -5, 0, 1, 2, 3, 1 << 20, 1 << 60, (1 << 60) + 1, .max]
        for (sequences, count) in [(scattered, 1), (scattered, 12), (Array(0..<60), 1), ([7], 60), ([], 1)] {
            let (tail, lines) = try await tail(sequences, count: count)
            #expect(try await tail.lines(before: nil, minimumLevel: .debug, limit: limit) == lines.suffix(limit))
            #expect(try await tail.end() == lines.last?.position)
            let warnings = lines.filter { $0.level == .warning }
            #expect(try await tail.lines(before: nil, minimumLevel: .warning, limit: limit) == warnings.suffix(limit))
            for place in [0, lines.count / 2, lines.count - 1] where lines.indices.contains(place) {
                let before = try await tail.lines(before: lines[place].position, minimumLevel: .debug, limit: limit)
                #expect(before == lines[..<place].suffix(limit))
            }
        }
    }

    @Test func `the API pages backwards from the end of a log`() async throws {
        let (tail, lines) = try await tail(Array(0..<25))
        let server = try WebFixture(store: try #require(tail.store as? MemoryStore))
        var end = "end"
        var told: [String] = []
        while true {
            let answer = try await server.get("/api/v1/runs/\(run)/logs?before=\(end)&limit=10")
            let page = (answer.json["lines"]?.arrayValue ?? []).compactMap {
                $0.documentValue?["position"]?.stringValue
            }
            if end == "end" { #expect(answer.json["next"] == "24.0") }
            guard let first = page.first else { break }
            told = page + told
            end = first
        }
        #expect(told == lines.map(\.position.description))
        #expect(try await server.get("/api/v1/runs/\(run)/logs?before=end&after=1.0").code == "invalidArgument")
        #expect(try await server.get("/api/v1/runs/\(run)/logs?before=x").code == "invalidArgument")
    }
}
