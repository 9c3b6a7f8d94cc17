import ArtifactRegistry
import BenchmarkKit
import Foundation
import RegistryCore

extension Report {
    /// Searching runs, logging metrics and the first look at a large chart, on SQLite; beside MLflow's server on SQLite.
    mutating func measureRuns() async throws {
        let store = "sqlite:\(folder)/registry.sqlite"
        Console.say("adding \(Filling.runs) runs, and 10 with \(Filling.points) points each")
        let registry = try await DataManager(url: store)
        try await Filling.addRuns(to: registry)
        let long = try await Filling.addLongRuns(10, to: registry)
        await registry.close()

        let server = try serve(store)
        defer { server.end() }
        let mlflow = try python.map { try MLflow(python: $0, runs: Filling.runs, folder: folder) }
        defer { mlflow?.server.end() }
        table.add(
            ResultTable.Row(
                "start to the first answer", .milliseconds(server.start),
                peer: mlflow.map { .milliseconds($0.server.start) },
                target: .limit(.milliseconds(150))))
        if let memory = server.memory {
            table.add(
                ResultTable.Row("memory, idle", memory, peer: mlflow?.server.memory, target: .limit(.megabytes(60))))
        }
        try measureFirstLook(at: long, of: server)
        try measurePaint(of: long, from: server)
        for clients in [1, 16] { try measureSearch(server, mlflow, clients: clients) }
        try measureLogging(server, mlflow)
        if let peak = server.peakMemory {
            table.add(
                ResultTable.Row(
                    "memory after all of this", peak, peer: mlflow?.server.peakMemory, target: .limit(.megabytes(200))))
        }
    }

    /// What a page asks for before it draws the curves of ten runs.
    private mutating func measureFirstLook(at runs: [RunID], of server: ServedProgram) throws {
        let connection = try Connection(port: server.port)
        var times: [Duration] = []
        for _ in 0..<9 {
            let start = ContinuousClock.now
            for run in runs {
                try Exchange.http("/api/v1/runs/\(run)/series?metric=loss&buckets=1000").make(on: connection)
            }
            times.append(.now - start)
        }
        table.add(
            ResultTable.Row(
                "10 runs of \(Filling.points) points in 1,000 buckets", .milliseconds(Times(times).median),
                slowest: .milliseconds(Times(times).slowest), target: .limit(.milliseconds(100))))
    }

    private mutating func measureSearch(_ server: ServedProgram, _ mlflow: MLflow?, clients: Int) throws {
        let found = try Load(port: server.port, clients: clients).run { client, round in
            let limit = Double((client * 61 + round * 7) % 100) / 100
            return .http(
                "/api/v1/runs?limit=50&sort=metrics.mse.last&filter=experiment%3D%27perf%27%20and%20metrics.mse.last%3C\(limit)"
            )
        }
        let latest = try Load(port: server.port, clients: clients).run { _, _ in
            .http("/api/v1/runs?limit=50&filter=experiment%3D%27perf%27")
        }
        let theirs = try mlflow.map { try $0.search(clients: clients) }
        add("50 of 5,000 runs, filtered and ordered", found, clients: clients, peer: theirs?.found, target: .ratio(100))
        add("latest 50 of 5,000 runs", latest, clients: clients, peer: theirs?.latest, target: .ratio(50))
    }

    private mutating func measureLogging(_ server: ServedProgram, _ mlflow: MLflow?) throws {
        let connection = try Connection(port: server.port)
        let runs = try (0..<16).map { number in
            let answer = try Exchange.http("/api/v1/runs", body: #"{"name": "logged \#(number)"}"#).make(on: connection)
            return try Self.identifier(in: answer)
        }
        func load(_ clients: Int, points: Int) throws -> Cost {
            try Load(port: server.port, clients: clients).run { client, round in
                let list = (0..<points).map { index in
                    #"{"metric":"train/m\#(index % 10)","step":\#(round * 100 + index / 10),"value":0.5}"#
                }
                return .http(
                    "/api/v1/runs/\(runs[client])/metrics",
                    body: #"{"sequence":\#(points * 1_000_000 + round),"points":[\#(list.joined(separator: ","))]}"#)
            }
        }
        let theirs = try mlflow?.logging()
        add(
            "one metric a request", try load(16, points: 1), clients: 16, peer: theirs?.many,
            target: .limit(.perSecond(3_000)))
        let alone = try load(1, points: 1)
        add("one metric a request", alone, clients: 1, peer: theirs?.alone)
        add("one metric a request, MLflow's client acknowledging at once", alone, clients: 1, peer: theirs?.quick)
        add(
            "points, 1,000 a request", try load(4, points: 1_000), clients: 4, times: 1_000, peer: theirs?.batches,
            target: .limit(.perSecond(300_000)))
    }

    /// The identifier of the run that an answer tells of.
    private static func identifier(in answer: [UInt8]) throws -> String {
        let text = String(decoding: answer, as: UTF8.self)
        guard let match = text.firstMatch(of: /"_id":\s*"([0-9a-f]{32})"/) else { throw WrongAnswer(text) }
        return String(match.1)
    }
}
