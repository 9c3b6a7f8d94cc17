import EventFiles
import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import visual_backend

/// A run that is written as an event file.
struct TensorBoardRunTests {
    /// A store that is looked at, or fails, before a metric is read.
    private struct WatchedReader: PassingReader {
        let store: any RecordReader
        let before: @Sendable (_ metric: String) throws -> Void

        func seriesBlocks(
            of series: SeriesID, in steps: ClosedRange<Step>, content: SeriesBlock.Content
        ) async throws -> [SeriesBlock] {
            try before(series.metric)
            return try await store.seriesBlocks(of: series, in: steps, content: content)
        }
    }

    private let store = MemoryStore()
    private let id = RunID(hashing: Array("run".utf8))

    private func run() async throws -> Run {
        let start = WallTime(secondsSince1970: 1_700_000_000)
        let new = Run(id: id, experiment: "digits", name: "first", startTime: start, parameters: ["lr": 0.1])
        try await store.insert([new.document], into: .runs)
        for metric in ["a", "b"] {
            let points = (0..<20).map { SeriesPoint(step: Step($0), time: start, value: Double($0), sequence: $0) }
            try await store.append([SeriesAppend(series: SeriesID(run: id, metric: metric), points: points)])
        }
        return try Run(document: try #require(try await store.record(RecordID(id), in: .runs)))
    }

    private static func files(below folder: URL) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { path in
            var isFolder: ObjCBool = false
            let isThere = FileManager.default.fileExists(
                atPath: folder.appending(path: path).path, isDirectory: &isFolder)
            return isThere && !isFolder.boolValue
        }
    }

    @Test func `Its file has a name that TensorBoard reads when it is whole, and not before`() async throws {
        let run = try await run()
        try await withTemporaryFolder { folder in
            let reader = WatchedReader(store: store) { _ in
                let files = try Self.files(below: folder)
                #expect(files.count == 1 && files[0].hasSuffix(".part"), "\(files)")
                #expect(!files.contains { $0.contains("tfevents") }, "\(files)")
            }
            #expect(try await TensorBoardRun(run, store: reader).write(below: folder) == 40)
            let files = try Self.files(below: folder)
            let file = try #require(files.first)
            #expect(files.count == 1 && file.hasPrefix("digits/first-") && file.contains("/events.out.tfevents."))
            let path = folder.appending(path: file)
            let mode = try FileManager.default.attributesOfItem(atPath: path.path)[.posixPermissions]
            #expect(mode as? Int == 0o600)
            let events = try EventFileReader(path)
            var count = 0
            while let event = try events.next() {
                if count == 0 { #expect(event.content == .fileVersion(Event.currentFileVersion)) }
                count += 1
            }
            // The version, the parameters and the points.
            #expect(count == 42)
            // The same run once more has a file of its own beside it.
            _ = try await TensorBoardRun(run, store: store).write(below: folder)
            #expect(try Self.files(below: folder).count == 2)
        }
    }

    @Test func `An export that breaks off leaves nothing of the run at which it did`() async throws {
        let run = try await run()
        try await withTemporaryFolder { folder in
            let reader = WatchedReader(store: store) { metric in
                if metric == "b" { throw RegistryError(.unavailable, "The store is away.") }
            }
            await #expect(throws: RegistryError.self) {
                try await TensorBoardRun(run, store: reader).write(below: folder)
            }
            let left = try Self.files(below: folder)
            #expect(left == [])
        }
    }
}
