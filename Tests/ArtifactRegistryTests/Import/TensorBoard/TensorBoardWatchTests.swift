import EventFiles
import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@testable import ArtifactRegistry

/// Following a log directory. What happens between two looks, the test's pauses do.
@Suite struct TensorBoardWatchTests {
    let folder: LogFolder

    init() throws { folder = try LogFolder() }

    /// What happened, in short, and how long was waited.
    private final class Course: Sendable {
        private let notes = Mutex<[String]>([])
        var all: [String] { notes.withLock { $0 } }

        func note(_ text: String) { notes.withLock { $0.append(text) } }

        func note(_ event: TensorBoardWatchEvent) {
            switch event {
            case .missing: note("missing")
            case .imported(let summary): note("stored \(summary.storedPoints)")
            case .failed(_, let wait): note("failed, \(wait)")
            }
        }
    }

    /// Follows the folder until the last step is done; the steps are what happens in the pauses.
    private func follow(
        _ store: any RegistryStore, now: WallTime = LogFolder.later, steps: [@Sendable () throws -> Void]
    ) async -> [String] {
        let course = Course()
        let waiting = Mutex(steps[...])
        let watch = TensorBoardWatch(
            logDirectory: folder.url, store: store, options: TensorBoardImportOptions(), interval: .seconds(1),
            onEvent: { course.note($0) },
            pause: { duration in
                guard let step = waiting.withLock({ $0.popFirst() }) else { throw CancellationError() }
                if duration != .seconds(1) { course.note("waited \(duration)") }
                try step()
            }, now: { now })
        await #expect(throws: CancellationError.self) { try await watch.run() }
        return course.all
    }

    @Test func `a folder that comes later is waited for, and what comes into it is read once`() async throws {
        let steps: [@Sendable () throws -> Void] = [
            {},
            { [folder] in try folder.log("a", steps: 0..<10) },
            {},
            { [folder] in try folder.extend("a", steps: 10..<25) },
            { [folder] in try folder.log("b", steps: 0..<3) },
        ]
        let registry = DataManager(store: MemoryStore())
        let course = await follow(registry.store, steps: steps)
        #expect(course == ["missing", "stored 10", "stored 15", "stored 3"])
        let run = try #require(try await registry.runsByName()["a"])
        #expect(try await registry.exactPoints(of: "loss", run: run.id).map(\.value) == (0..<25).map(Double.init))
    }

    @Test func `a half record is waited for`() async throws {
        let url = try folder.log("a", steps: 0..<10)
        let bytes = try Data(contentsOf: url)
        try bytes.dropLast(10).write(to: url)
        let course = await follow(
            MemoryStore(),
            steps: [
                {},
                {
                    let file = try FileHandle(forWritingTo: url)
                    try file.seekToEnd()
                    try file.write(contentsOf: bytes.suffix(10))
                    try file.close()
                },
            ])
        #expect(course == ["stored 9", "stored 1"])
    }

    @Test func `a store that is away is tried again, ever more seldom, and nothing is lost or doubled`() async throws {
        try folder.log("a", steps: 0..<10)
        // Writes 1 to 7 fail, the odd ones of them after they were done.
        let store = FlakyStore { ($0 <= 7, !$0.isMultiple(of: 2)) }
        let course = await follow(store, steps: Array(repeating: {}, count: 9))
        #expect(course.contains("failed, 1.0 seconds") && course.contains { $0.hasPrefix("stored") })
        let registry = DataManager(store: store)
        let run = try #require(try await registry.runsByName()["a"])
        #expect(try await registry.exactPoints(of: "loss", run: run.id).count == 10)
    }

    @Test func `the waits grow to half a minute`() async throws {
        try folder.log("a", steps: 0..<10)
        let course = await follow(FlakyStore { _ in (true, false) }, steps: Array(repeating: {}, count: 7))
        let waits = course.filter { $0.hasPrefix("waited") }
        #expect(waits == [2, 4, 8, 16, 30, 30].map { "waited \($0).0 seconds" })
    }

    @Test func `a run that is followed runs while it grows, whatever its times, and ends when it is quiet`()
        async throws
    {
        let now = Mutex(LogFolder.later)
        let registry = DataManager(store: MemoryStore())
        let writer = try folder.writer("a")
        try writer.log("loss", steps: 0..<10)
        let importer = TensorBoardImporter(
            logDirectory: folder.url, store: registry.store, now: { now.withLock { $0 } })
        func status() async throws -> RunStatus? {
            try await importer.importNew()
            return try await registry.runsByName()["a"]?.status
        }
        #expect(try await status() == .finished)
        try writer.log("loss", steps: 10..<20)
        #expect(try await status() == .running)
        now.withLock { $0 = WallTime(secondsSince1970: $0.secondsSince1970 + 500) }
        #expect(try await status() == .running)
        now.withLock { $0 = WallTime(secondsSince1970: $0.secondsSince1970 + 500) }
        #expect(try await status() == .finished)
    }
}
