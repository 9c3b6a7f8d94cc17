import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

/// Pipes and devices where files are meant to be: nobody waits for the other end of a pipe, and a device has no end.
@Suite(.timeLimit(.minutes(1)))
struct NoFileTests {
    private let bench: Workbench
    private let pipe: String

    init() throws {
        bench = try Workbench()
        pipe = bench.path("pipe")
        try #require(mkfifo(pipe, 0o600) == 0)
    }

    @Test func `A pipe and a device are refused as files of a run, which is told`() async throws {
        let logger = bench.logger(into: nil)
        #expect(!logger.logFile("pipe.bin", contentsOf: pipe))
        #expect(!logger.logFile("zero.bin", contentsOf: "/dev/zero"))
        let messages = bench.problems.all.map(\.message)
        #expect(messages.count == 2 && messages.allSatisfy { $0.contains("is no regular file") }, "\(messages)")
        #expect(messages.first?.contains(pipe) == true)
        let errors = bench.problems.all.compactMap { $0.error as? RegistryError }
        #expect(errors.map(\.code) == [.invalidArgument, .invalidArgument])
        try? await logger.close()
    }

    @Test func `A link to a file is a file, and one to a pipe is none`() throws {
        try Data([1, 2]).write(to: URL(filePath: bench.path("file")))
        for (link, target) in [("a", "file"), ("b", "pipe")] {
            try FileManager.default.createSymbolicLink(
                atPath: bench.path(link), withDestinationPath: bench.path(target))
        }
        #expect(try Logger.contents(of: bench.path("a")) == [1, 2])
        let error = #expect(throws: RegistryError.self) { try Logger.contents(of: bench.path("b")) }
        #expect(error?.code == .invalidArgument)
    }

    @Test func `Nothing of a journal or a table is read from a pipe or written to one`() throws {
        for mode in [PosixFile.Mode.read, .update, .create] {
            let error = #expect(throws: SystemError.self) { try PosixFile(pipe, mode) }
            #expect(error?.isNoFile == true && error?.description.contains("it is no regular file") == true)
        }
        #expect(throws: CSVFileError.self) { try CSVFile.rowCount(at: pipe) }
        // Folders are locked.
        _ = try PosixFile(bench.folder.path, .read)
    }

    @Test func `A journal whose segment is a pipe is told when it is inspected`() throws {
        let journals = try JournalBench(in: "run/journal")
        let journal = journals.writer(segment: 200)
        for index in 0..<30 {
            _ = journal.append { $0.addScalar("x", Double(index), step: 0, time: Workbench.startTime) }
        }
        journal.letGo()
        let segment = try #require(try journals.journal.segments().last)
        let path = journals.journal.segmentPath(segment)
        try FileManager.default.removeItem(atPath: path)
        try #require(mkfifo(path, 0o600) == 0)
        let error = #expect(throws: SystemError.self) { try JournalInspector(journals.journal).inspect() }
        #expect(error?.isNoFile == true)
    }
}
