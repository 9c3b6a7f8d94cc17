import BenchmarkKit
import Foundation

/// Everything that is measured, in order.
struct Report {
    let folder: String
    let artifacts: Int
    let mongoDB: String?
    let python: String?
    var table = ResultTable(subjects: "at")

    init(folder: String, artifacts: Int, mongoDB: String?, python: String?) {
        self.folder = folder
        self.artifacts = artifacts
        self.mongoDB = mongoDB
        self.python = python
    }

    mutating func measure() async throws {
        if let address = mongoDB.flatMap({ MongoAddress(url: $0) }) { try await measurePages(address) }
        try await measureRuns()
    }

    /// Adds a row of how many requests a second were answered, and says the times.
    mutating func add(
        _ what: String, _ cost: Cost, clients: Int, times: Int = 1, peer: Cost? = nil, target: Target? = nil
    ) {
        func rate(_ cost: Cost) -> Figure { .perSecond(Double(cost.count * times) / max(cost.seconds, 1e-9)) }
        for (whose, cost) in [("own", cost), ("the peer's", peer)] {
            guard let cost, let calls = cost.calls else { continue }
            Console.say(
                "\(what), \(clients) at a time, \(whose) times: median \((calls.median / 1_000).short) ms, "
                    + "99 of 100 within \((calls.slowest / 1_000).short) ms")
        }
        table.add(
            ResultTable.Row(
                subject: "\(clients)", what, rate(cost), peer: peer.map(rate), target: target))
    }

    /// Starts our server on a store.
    func serve(_ store: String) throws -> ServedProgram {
        let logs = folder + "/logs"
        try FileManager.default.createDirectory(atPath: logs, withIntermediateDirectories: true)
        let program = URL(filePath: Bundle.main.executablePath ?? CommandLine.arguments[0])
            .deletingLastPathComponent().appending(path: "visual-backend").path
        return try ServedProgram(program, log: folder + "/serve.log", question: "/health") { port in
            ["serve", "--store", store, "--port", "\(port)", "--log-root", logs]
        }
    }
}
