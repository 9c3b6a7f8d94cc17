import EventFiles
import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@testable import ArtifactRegistry

/// Following a folder whose kind is not known. What happens between two looks, the test's pauses do.
@Suite struct LogFolderWatchTests {
    let folder: LavdFolder

    init() throws { folder = try LavdFolder() }

    /// Follows the folder until the last step is done, and says in short what happened; the steps are what happens in the pauses.
    private func follow(_ steps: [@Sendable () throws -> Void]) async -> [String] {
        let course = Mutex<[String]>([])
        let waiting = Mutex(steps[...])
        let watch = LogFolderWatch(
            folder: folder.url, store: folder.store, interval: .seconds(1),
            onEvent: { event in course.withLock { $0.append(Self.note(event)) } },
            pause: { _ in
                guard let step = waiting.withLock({ $0.popFirst() }) else { throw CancellationError() }
                try step()
            }, now: { LavdFolder.later })
        await #expect(throws: CancellationError.self) { try await watch.run() }
        return course.withLock { $0 }
    }

    private static func note(_ event: LogFolderWatchEvent) -> String {
        switch event {
        case .waiting: "waiting"
        case .tensorboard(.imported(let summary)): "TensorBoard's \(summary.storedPoints)"
        case .lavd(.imported(let summary)): "lavd's \(summary.storedPoints)"
        case .becameLavd(let runs): "left \(runs)"
        case .tensorboard(.missing), .lavd(.missing): "missing"
        case .tensorboard(.failed), .lavd(.failed): "failed"
        }
    }

    /// An event file of a run; its last event is as old as said.
    private func log(at second: Double = LogFolder.start) throws {
        let writer = try EventFileWriter(
            in: folder.url.appending(path: "exp"),
            name: EventFileName(unixSeconds: Int64(second), host: "machine", processID: 42, unique: 0), wallTime: second
        )
        for step in 0..<3 { try writer.append([.scalar("loss", 1)], step: Int64(step), wallTime: second) }
        try writer.close()
    }

    private func label() throws { try folder.write("exp/0001/loss.json", #"{"scalars": {"value": 0.5}}"#) }

    private func runNames() async throws -> [String] { try await folder.runs().compactMap { $0["name"]?.stringValue } }

    private let quiet: @Sendable () throws -> Void = {}

    @Test func `an event file that comes before the first file of lavd's makes no folder TensorBoard's`() async throws {
        let course = await follow([
            { try log() }, quiet, { try label() }, quiet, quiet, quiet,
        ])
        #expect(course == ["waiting", "lavd's 1"])
        #expect(try await runNames() == ["exp"])
    }

    @Test func `event files that stay alone are TensorBoard's`() async throws {
        try log()
        let course = await follow([quiet, quiet, quiet])
        #expect(course == ["TensorBoard's 3"])
    }

    @Test func `event files are not believed before they were alone for some looks`() async throws {
        try log()
        #expect(await follow([quiet, quiet]).isEmpty)
        #expect(try await runNames().isEmpty)
    }

    @Test func `files of lavd's that come late make it lavd's, and the runs that are left are told and ended`()
        async throws
    {
        // It was logged just now: the run is running.
        try log(at: LavdFolder.later.secondsSince1970)
        let status = Mutex<[String?]>([])
        let course = await follow([quiet, quiet, quiet, quiet, { try label() }, quiet])
        #expect(course == ["TensorBoard's 3", #"left ["exp"]"#, "lavd's 1"])
        for run in try await folder.runs() { status.withLock { $0.append(run["status"]?.stringValue) } }
        #expect(status.withLock { $0 } == ["finished", "finished"])
    }
}
