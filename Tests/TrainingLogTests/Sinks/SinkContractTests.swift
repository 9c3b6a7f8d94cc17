import Foundation
import RegistryCore
import RegistryTestKit
import SinkTestKit
import Testing

@testable import TrainingLog

/// Every sink keeps the contract.
struct SinkContractTests {
    private struct FilePlace: SinkPlace {
        let bench: Workbench
        var entries = SinkContract.records(5)
        let make: (RunFolder) -> any LogSink
        let read: (Workbench) throws -> [Int64]
        /// How long a file may get before the place fails. Only in a process of the test's own.
        var sizeLimits: [Int] = []

        func makeSink() -> any LogSink { make(RunFolder(logsRoot: bench.folder.path, logDir: "run")) }
        func arrived() throws -> [Int64] { try read(bench) }
        var faultCount: Int { sizeLimits.count }
        func breakDown(_ fault: Int) throws { try FileSizeLimit.set(sizeLimits[fault]) }
        func mend() throws { try FileSizeLimit.set(nil) }

        static func csv(sizeLimits: [Int] = []) throws -> FilePlace {
            FilePlace(
                bench: try Workbench(), make: { CSVSink(folder: $0) },
                read: { bench in
                    try ["even", "odd"].flatMap { experiment -> [Int64] in
                        let path = "run/data/\(experiment)_12345.csv"
                        guard FileManager.default.fileExists(atPath: bench.path(path)) else { return [] }
                        return try bench.lines(path).dropFirst().map {
                            try #require(Int64($0.split(separator: ",")[1]))
                        }
                    }
                }, sizeLimits: sizeLimits)
        }

        static func events(sizeLimits: [Int] = []) throws -> FilePlace {
            FilePlace(
                bench: try Workbench(), make: { TensorBoardSink(folder: $0, startTime: Workbench.startTime) },
                read: { try $0.scalars()["Loss"]?.map { Int64($0[1]) } ?? [] }, sizeLimits: sizeLimits)
        }
    }

    private struct StorePlace: SinkPlace {
        var entries = SinkContract.records(5)
        let store = FakeStore()
        let run: Run

        /// Lines of text, every second one so long that it becomes two; `areLines` says so.
        var areLines = false
        /// Images, which become records of files.
        var areMedia = false

        init(areLines: Bool = false) async throws {
            self.areLines = areLines
            if areLines {
                entries = (0..<5).map { index in
                    let length = index.isMultiple(of: 2) ? 1 : LogLine.longestText + 1
                    return LogEntry(
                        sequence: Int64(index), time: Workbench.startTime,
                        content: .line(String(repeating: "\(index)", count: length), .warning))
                }
            }
            var generator = SeededGenerator(seed: 1)
            run = Run(id: RunID(time: Workbench.startTime, using: &generator), startTime: Workbench.startTime)
            _ = try await store.insert([run.document], into: .runs)
        }

        func makeSink() -> any LogSink {
            RegistrySink(run: run.id, folder: RunFolder(path: "run")) { [store] in store }
        }

        func arrived() async -> [Int64] {
            if areLines {
                // Short ones, and what begins a long one: the other part has one character.
                return await store.lines.filter { $0.sequence % 2 == 0 || $0.text.utf8.count > 1 }
                    .compactMap { line in line.text.first.flatMap { Int64(String($0)) } }
            }
            if areMedia { return await store.files.compactMap { $0["_seq"]?.intValue } }
            let points = await store.values(of: "Loss").map { Int64($0) }
            let artifacts = await store.artifacts.compactMap { $0["Loss"]?.intValue }
            return points == artifacts ? artifacts : points + artifacts
        }

        var faultCount: Int { 2 }
        func breakDown(_ fault: Int) async { await store.set(fault == 0 ? .away : .losingAnswers) }
        func mend() async { await store.set(.normal) }
    }

    @Test func `CSV files keep the contract`() async throws {
        try await SinkContract { try FilePlace.csv() }.check()
    }

    @Test func `Event files keep the contract`() async throws {
        try await SinkContract { try FilePlace.events() }.check()
    }

    @Test func `CSV files and event files that may not grow at any byte have everything once when they may again`()
        async
    {
        await #expect(processExitsWith: .success) {
            // A header of 42 bytes and three rows of 16.
            try await SinkContract { try FilePlace.csv(sizeLimits: Array(0...92)) }.checkFailureWhileGoingOn()
            try await SinkContract { try FilePlace.events(sizeLimits: Array(stride(from: 0, to: 600, by: 7))) }
                .checkFailureWhileGoingOn()
        }
    }

    @Test func `The registry keeps the contract`() async throws {
        try await SinkContract { try await StorePlace() }.check()
    }

    @Test func `The registry keeps the contract for lines of text`() async throws {
        try await SinkContract { try await StorePlace(areLines: true) }.check()
    }

    @Test func `Labelled files keep the contract`() async throws {
        try await SinkContract {
            try Self.folderPlace { .scalar(NamedNumber(name: "loss", value: Double($0)), Step($0)) }
        }
        .check()
        try await SinkContract {
            try Self.folderPlace { .labelledText(LabelledText(label: "t", step: Step($0), text: "\($0)")) }
        }
        .check()
    }

    @Test func `Logs of labelled files keep the contract, also for lines that are the same and lines with breaks`()
        async throws
    {
        try await SinkContract { try Self.messagePlace() }.check()
    }

    @Test func `Logs of labelled files that may not grow at any byte have every line once when they may again`() async {
        await #expect(processExitsWith: .success) {
            try await SinkContract { try Self.messagePlace(sizeLimits: Array(0...200)) }.checkFailureWhileGoingOn()
        }
    }

    /// Entries that become a file each.
    private static func folderPlace(_ content: (Int64) -> LogEntry.Content) throws -> FilePlace {
        let bench = try Workbench()
        let entries = (0..<5).map { index in
            LogEntry(sequence: Int64(index), time: Workbench.startTime, content: content(Int64(index)))
        }
        return FilePlace(bench: bench, entries: entries, make: { FolderSink(folder: $0, owner: "\(Self.run)") }) {
            bench in
            try bench.files().map { file in
                let text = try String(contentsOfFile: bench.path(file), encoding: .utf8)
                let step = try #require(Int64(file.split(separator: "/")[1]))
                #expect(text == "\(step)\n" || text == "{\"scalars\": {\"value\": \(step).0}}")
                return step
            }
        }
    }

    /// Messages: the first, third and fifth are the same text, the others have a line break.
    private static func messagePlace(sizeLimits: [Int] = []) throws -> FilePlace {
        let entries = (0..<5).map { index in
            LogEntry(
                sequence: Int64(index), time: Workbench.startTime,
                content: .message(TaggedMessage(.stdout, index.isMultiple(of: 2) ? "same" : "two\n\(index)")))
        }
        return FilePlace(
            bench: try Workbench(), entries: entries, make: { FolderSink(folder: $0, owner: "\(Self.run)") },
            read: { bench in
                let logs = ["events", "stdout"].map { name in
                    guard let text = try? String(contentsOfFile: bench.path("run/\(name).log"), encoding: .utf8) else {
                        return ""
                    }
                    return text.replacing("\(FolderTime.text(of: Workbench.startTime))\tSTDOUT\t", with: "")
                }
                #expect(logs[0] == logs[1])
                // What is whole and in order has its numbers; anything else has others.
                let wanted = (0..<5).map { $0.isMultiple(of: 2) ? "same\n" : "two\n\($0)\n" }
                return (0...5).contains { wanted[..<$0].joined() == logs[0] }
                    ? (0..<Int64(wanted.count)).filter { wanted[...Int($0)].joined().count <= logs[0].count } : [-1]
            }, sizeLimits: sizeLimits)
    }

    private static let run: RunID = {
        var generator = SeededGenerator(seed: 1)
        return RunID(time: Workbench.startTime, using: &generator)
    }()

    @Test func `Image files keep the contract`() async throws {
        try await SinkContract {
            let bench = try Workbench()
            var generator = SeededGenerator(seed: 1)
            let run = RunID(time: Workbench.startTime, using: &generator)
            let entries = (0..<5).map { index in
                let image = LoggedImage(
                    tag: "picture", fileName: "picture_\(index).png", width: 1, height: 1,
                    channels: 1,
                    bytes: [UInt8(index)])
                return LogEntry(
                    sequence: Int64(index), time: Workbench.startTime, content: .image(image, Step(Int64(index))))
            }
            return FilePlace(
                bench: bench, entries: entries, make: { ImageSink(folder: MediaFolder($0, owner: "\(run)")) }
            ) {
                bench in
                try bench.files().filter { $0.hasPrefix("run/image/") }.map {
                    try #require(Int64($0.dropFirst("run/image/picture_".count).dropLast(4)))
                }
            }
        }.check()
    }

    @Test func `Files of media keep the contract`() async throws {
        try await SinkContract {
            let bench = try Workbench()
            var generator = SeededGenerator(seed: 1)
            let run = RunID(time: Workbench.startTime, using: &generator)
            let entries = try (0..<5).map { index in
                let file = try LoggedFile(
                    name: "deep/\(index).bin", fileType: "weights", contentType: "application/octet-stream", label: "w",
                    step: Step(Int64(index)), bytes: [UInt8(index)])
                return LogEntry(sequence: Int64(index), time: Workbench.startTime, content: .file(file))
            }
            return FilePlace(
                bench: bench, entries: entries, make: { MediaSink(folder: MediaFolder($0, owner: "\(run)")) }
            ) {
                bench in
                let names = try bench.files().filter { $0.hasPrefix("run/files/deep/") }
                return try names.map { try #require(Int64($0.dropFirst("run/files/deep/".count).dropLast(4))) }
            }
        }.check()
    }

    @Test func `The registry keeps the contract for images and texts`() async throws {
        try await SinkContract {
            var place = try await StorePlace()
            place.areMedia = true
            place.entries = (0..<5).map { index in
                let image = LoggedImage(
                    tag: "picture", fileName: "picture.png", width: 1, height: 1, channels: 1, bytes: [UInt8(index % 2)]
                )
                return LogEntry(
                    sequence: Int64(index), time: Workbench.startTime, content: .image(image, Step(Int64(index))))
            }
            return place
        }.check()
    }
}
