import Foundation
import RegistryCore
import RegistryTestKit
import Testing
import TrainingLog

@testable import TrackerSinks

/// What is refused of a portion that does not come through at once.
struct TakenEntriesTests {
    private struct Failure: Error {}

    private func entry(_ sequence: Int64, _ content: LogEntry.Content? = nil) -> LogEntry {
        LogEntry(
            sequence: sequence, time: WallTime(millisecondsSince1970: 1_700_000_000_000),
            content: content ?? .line("\(sequence)", .info))
    }

    @Test func `What was refused is told once, also when what came behind it failed at first`() throws {
        var taken = TakenEntries()
        let entries = (1...3).map { entry($0) }
        var written: [Int64] = []
        var isAway = true
        func write(_ entry: LogEntry) throws {
            if entry.sequence == 1 { throw PermanentFailure(RegistryError(.invalidArgument, "It is bad.")) }
            if entry.sequence == 2, isAway { throw Failure() }
            written.append(entry.sequence)
        }
        #expect(throws: Failure.self) { try taken.take(entries, write) }
        #expect(taken.firstNew(of: entries)?.sequence == 2 && written.isEmpty)
        isAway = false
        try taken.take(entries, write)
        #expect(written == [2, 3] && taken.firstNew(of: entries) == nil)
        #expect(taken.tellRejected().map(\.sequence) == [1])
        #expect(taken.tellRejected().isEmpty)
    }

    @Test func `W&B's sink tells of a bad image when the good one behind it could not be written at first`()
        async throws
    {
        let folder = try OwnedFolder()
        let sink = WandBSink(in: folder.path, run: OfflineRun.id, startTime: OfflineRun.start)
        // One without a pixel cannot be drawn.
        func image(width: Int) -> LogEntry.Content {
            let bytes = [UInt8](repeating: 1, count: width * 3)
            return .image(
                LoggedImage(tag: "x", fileName: "x.png", width: width, height: 1, channels: 3, bytes: bytes), Step(1))
        }
        _ = try await sink.prepare(for: [entry(1)])
        let run = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
        let files = "\(folder.path)/\(run)/files"
        try FileManager.default.createDirectory(atPath: files, withIntermediateDirectories: true)
        // A file stands where the images' folder would be.
        try Data().write(to: URL(filePath: "\(files)/media"))
        let entries = [entry(1, image(width: 0)), entry(2, image(width: 2)), entry(3)]
        await #expect(throws: (any Error).self) { try await sink.deliver(entries) }
        try FileManager.default.removeItem(atPath: "\(files)/media")
        #expect(try await sink.deliver(entries).map(\.sequence) == [1])
        #expect(try await sink.deliver(entries).isEmpty)
    }
}
