import BenchmarkKit
import Foundation

/// MLflow's server on SQLite with four workers, which is its own default.
struct MLflow {
    let server: ServedProgram

    private static let address = "/api/2.0/mlflow/runs"
    private let experiment: String
    private let runs: Int

    /// Fills a store and starts the server on it.
    init(python: String, runs: Int, folder: String) throws {
        self.runs = runs
        let store = "sqlite:///\(folder)/mlflow.db"
        Console.say("adding \(runs) runs to MLflow's store")
        let output = try Program.python(python, script: "server_peer.py").run([
            "fill-mlflow", store, "\(folder)/mlflow.db", "\(runs)",
        ])
        guard let line = output.split(separator: "\n").last else { throw WrongAnswer("MLflow has no experiment") }
        experiment = String(line)
        server = try ServedProgram(
            python,
            environment: ["MLFLOW_DISABLE_TELEMETRY": "true", "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false"],
            log: folder + "/mlflow.log", question: "/health"
        ) { port in
            [
                "-m", "mlflow", "server", "--backend-store-uri", store, "--artifacts-destination", folder + "/mlflow",
                "--host", "127.0.0.1", "--port", "\(port)", "--workers", "4",
            ]
        }
    }

    /// A filtered and ordered search, and the latest runs, 50 each.
    func search(clients: Int) throws -> (found: Cost, latest: Cost) {
        let (experiment, load) = (experiment, Load(port: server.port, clients: clients, seconds: 5))
        let found = try load.run { client, round in
            let limit = Double((client * 61 + round * 7) % 100) / 100
            return .http(
                Self.address + "/search",
                body: #"{"experiment_ids":["\#(experiment)"],"filter":"metrics.mse < \#(limit)","#
                    + #""order_by":["metrics.mse ASC"],"max_results":50}"#)
        }
        let latest = try load.run { _, _ in
            .http(Self.address + "/search", body: #"{"experiment_ids":["\#(experiment)"],"max_results":50}"#)
        }
        return (found, latest)
    }

    /// One metric a request with 16 clients, with one, and with one that acknowledges at once; and 1,000 a request.
    func logging() throws -> (many: Cost, alone: Cost, quick: Cost, batches: Cost) {
        let runs = runs
        @Sendable func one(_ client: Int, _ round: Int) -> Exchange {
            .http(
                Self.address + "/log-metric",
                body: #"{"run_id":"\#(Self.run(client * 97 + round, of: runs))","key":"train/loss","value":0.5,"#
                    + #""timestamp":\#(1_700_000_000_000 + round),"step":\#(round)}"#)
        }
        let port = server.port
        return (
            try Load(port: port, clients: 16).run { one($0, $1) }, try Load(port: port, clients: 1).run { one($0, $1) },
            try Load(port: port, clients: 1, acknowledgesAtOnce: true).run { one($0, $1) },
            try Load(port: port, clients: 4, seconds: 5).run { client, round in
                let list = (0..<1_000).map { index in
                    #"{"key":"train/m\#(index % 10)","value":0.5,"timestamp":\#(1_700_000_000_000 + round * 1_000 + index),"#
                        + #""step":\#(round * 100 + index / 10)}"#
                }
                return .http(
                    Self.address + "/log-batch",
                    body:
                        #"{"run_id":"\#(Self.run(client * 97 + round, of: runs))","metrics":[\#(list.joined(separator: ","))]}"#
                )
            }
        )
    }

    /// The identifier of run number `index`, as `server_peer.py` gives them.
    private static func run(_ index: Int, of count: Int) -> String {
        let digits = String(1 + index % count, radix: 16)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }
}
