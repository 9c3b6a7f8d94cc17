import ArtifactRegistry
import BenchmarkKit
import Foundation
import RegistryCore

extension Report {
    /// A page of 50 artifacts of one model out of many in MongoDB, as JSON: beside a bare client that asks the database
    /// the same and does not look at the answer, and beside the page that a careful author writes with Flask.
    mutating func measurePages(_ address: MongoAddress) async throws {
        let database = "server_benchmark"
        let store = address.database(database)
        Console.say("adding \(artifacts) artifacts to MongoDB")
        let registry = try await DataManager(url: store)
        try await Filling.addArtifacts(artifacts, to: registry)
        await registry.close()
        let server = try serve(store)
        defer { server.end() }
        let flask = try python.map { python in
            try ServedProgram(
                python, environment: ["SERVER_PEER_MONGODB": store, "SERVER_PEER_DATABASE": database],
                log: folder + "/flask.log", question: "/page?m=\(Filling.model(0))"
            ) { port in
                [
                    "-m", "gunicorn", "-w", "2", "--threads", "8", "-b", "127.0.0.1:\(port)", "--chdir",
                    Report.sources, "server_peer:app",
                ]
            }
        }
        defer { flask?.end() }
        for clients in [1, 16] {
            let own = try Load(port: server.port, clients: clients).run { client, round in
                .http("/api/v1/artifacts?limit=50&filter=ModelName%3D%27\(Filling.model(client * 61 + round))%27")
            }
            let wire = try Load(port: address.port, clients: clients).run { client, round in
                try .mongoDB([
                    "find": "artifacts",
                    "filter": .document(["ModelName": .string(Filling.model(client * 61 + round))]),
                    "limit": 50, "batchSize": 50, "singleBatch": true, "$db": .string(database),
                ])
            }
            add(
                "page of 50 artifacts, beside a bare client of MongoDB", own, clients: clients, peer: wire,
                target: .ratio(0.5))
            let page = try flask.map { flask in
                try Load(port: flask.port, clients: clients).run { client, round in
                    .http("/page?m=\(Filling.model(client * 61 + round))")
                }
            }
            add("page of 50 artifacts, beside Flask and pymongo", own, clients: clients, peer: page, target: .ratio(3))
        }
        if let peak = server.peakMemory {
            table.add(
                ResultTable.Row("memory after this", peak, peer: flask?.peakMemory, target: .limit(.megabytes(200))))
        }
    }

    /// The folder of the benchmarks' sources, with the peers in Python.
    static var sources: String {
        URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent().path
    }
}
