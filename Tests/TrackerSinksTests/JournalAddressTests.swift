import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing
import TrackerSinks
import TrainingLog

/// What the journal of a run notes of the trackers that it is for.
struct JournalAddressTests {
    private let folder: OwnedFolder

    init() throws { folder = try OwnedFolder() }

    private func run(_ port: Int, told: @escaping @Sendable (LogProblem) -> Void = { _ in }) async throws {
        var mlflow = MLflowConfiguration(trackingURL: "HTTP://me:hunter2hunter2@127.0.0.1:\(port)/base/")
        let away = FlakyHTTP()
        away.set(.away)
        mlflow.http = away
        var configuration = LoggerConfiguration(
            logsRoot: folder.path, capturesEnvironment: false, systemMetricsInterval: nil,
            handlesTerminationSignals: false, onProblem: told)
        configuration.addedSinks = [
            try .mlflow(mlflow), try .aim(AimConfiguration(repo: "aim://127.0.0.1:\(port)/base")),
        ]
        let logger = Logger(logDir: "run", configuration: configuration)
        logger.logScalar("loss", 1, step: 0)
        await #expect(throws: RegistryError.self) { try await logger.close(deadline: .milliseconds(200)) }
    }

    @Test func `it notes their servers without a user, and tells of those that have other ones by now`() async throws {
        try await run(1)
        let journals = folder.path + "/run/journal"
        let journal = try #require(try FileManager.default.contentsOfDirectory(atPath: journals).first)
        for (name, address) in [
            ("MLflow", "http://127.0.0.1:1/base"), ("Aim", "http://127.0.0.1:1/base"),
        ] {
            let note = try String(contentsOfFile: "\(journals)/\(journal)/\(name).address", encoding: .utf8)
            #expect(note == address)
        }
        let heard = Mutex<[String]>([])
        try await run(2) { problem in heard.withLock { $0.append(problem.message) } }
        let told = heard.withLock { $0 }.filter { $0.contains("does not have") }
        #expect(told.count == 1, "\(told)")
        for name in ["MLflow", "Aim"] {
            let sentence = "\(name) at http://127.0.0.1:1/base (this logger's is at http://127.0.0.1:2/base)"
            #expect(told.first?.contains(sentence) == true, "\(told)")
            #expect(told.first?.contains("delete \(journals)/\(journal)/\(name).address") == true, "\(told)")
        }
        #expect(!told.contains { $0.contains("hunter2") })
    }
}
