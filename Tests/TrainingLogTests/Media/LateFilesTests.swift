import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

/// Files of a process that died come late, and take the place of nothing that was logged after them.
struct LateFilesTests {
    private let bench: Workbench
    private let folder: RunFolder
    private let journal: JournalFolder

    private enum Kind: CaseIterable { case file, image }

    init() throws {
        bench = try Workbench()
        folder = RunFolder(path: bench.path("run"))
        var generator = SeededGenerator(seed: 1)
        journal = JournalFolder(
            root: folder.journalPath, run: RunID(time: Workbench.startTime, using: &generator), writer: 0)
    }

    /// The sink of a run, made as a logger makes it.
    private func sink(_ kind: Kind, isRecovery: Bool = false) throws -> any LogSink {
        let name = kind == .file ? MediaSink.sinkName : "images"
        let makers = SinkMaker.all(
            folder: folder, journal: journal, startTime: Workbench.startTime, isRecovery: isRecovery, openStore: nil)
        return try #require(makers.first { $0.name == name }).make()
    }

    private func entry(
        _ kind: Kind, _ content: UInt8, atSecond second: Int64, name: String = "latest.ckpt"
    ) throws -> LogEntry {
        let time = WallTime(millisecondsSince1970: second * 1_000)
        guard kind == .file else {
            let image = LoggedImage(
                tag: "bird", fileName: "bird_1.png", width: 1, height: 1, channels: 1, bytes: [content])
            return LogEntry(sequence: second, time: time, content: .image(image, 1))
        }
        let file = try LoggedFile(
            name: name, fileType: "weights", contentType: "application/octet-stream", label: name, step: nil,
            bytes: [content])
        return LogEntry(sequence: second, time: time, content: .file(file))
    }

    private func path(_ kind: Kind) -> String {
        kind == .file ? folder.filePath(of: "latest.ckpt") : "\(folder.imagePath)/bird_1.png"
    }

    private func bytes(_ kind: Kind) throws -> Data { try Data(contentsOf: URL(filePath: path(kind))) }

    @Test(arguments: Kind.allCases)
    private func `What a process that died left takes the place of nothing newer, and is kept for its record`(
        kind: Kind
    ) async throws {
        #expect(try await sink(kind).deliver([entry(kind, 2, atSecond: 20)]).isEmpty)
        let newest = try bytes(kind)
        #expect(try await sink(kind, isRecovery: true).deliver([entry(kind, 1, atSecond: 10)]).isEmpty)
        #expect(try bytes(kind) == newest)
        #expect(PosixFile.changeTime(of: path(kind)) == WallTime(millisecondsSince1970: 20_000))
        #expect(try bench.files().count { $0.hasPrefix("run/media/") } == 2)
        // What was logged later than all that is there has the name, also when it comes late.
        #expect(try await sink(kind, isRecovery: true).deliver([entry(kind, 3, atSecond: 30)]).isEmpty)
        #expect(try bytes(kind) != newest)
    }

    @Test(arguments: Kind.allCases)
    private func `What a process that died logged several times is there as it was logged last`(kind: Kind) async throws
    {
        let entries = try [entry(kind, 1, atSecond: 10), entry(kind, 2, atSecond: 20)]
        #expect(try await sink(kind).deliver(entries).isEmpty)
        let newest = try bytes(kind)
        // It had not kept how far it was.
        #expect(try await sink(kind, isRecovery: true).deliver(entries).isEmpty)
        #expect(try bytes(kind) == newest)
    }

    @Test(arguments: Kind.allCases)
    private func `Bytes that are logged again are as new as when they were logged again`(kind: Kind) async throws {
        #expect(try await sink(kind).deliver([entry(kind, 1, atSecond: 10), entry(kind, 1, atSecond: 30)]).isEmpty)
        let newest = try bytes(kind)
        #expect(try await sink(kind, isRecovery: true).deliver([entry(kind, 2, atSecond: 20)]).isEmpty)
        #expect(try bytes(kind) == newest)
    }

    @Test func `A process that lives writes what it logs, whatever the clock of another said`() async throws {
        #expect(try await sink(.file).deliver([entry(.file, 2, atSecond: 20)]).isEmpty)
        #expect(try await sink(.file).deliver([entry(.file, 1, atSecond: 10)]).isEmpty)
        #expect(try bytes(.file) == Data([1]))
    }

    @Test func `A file waits for the sink that is at work in its folder`() async throws {
        let sink = try sink(.file)
        #expect(try await sink.deliver([entry(.file, 1, atSecond: 10)]).isEmpty)
        do {
            let other = try PosixFile(folder.filesPath, .read)
            try #require(try other.lock())
            await #expect(throws: PassingFailure.self) { try await sink.deliver([entry(.file, 2, atSecond: 20)]) }
            withExtendedLifetime(other) {}
        }
        #expect(try await sink.deliver([entry(.file, 2, atSecond: 20)]).isEmpty)
        #expect(try bytes(.file) == Data([2]))
    }
}
