import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

/// How often a reader asks what segments there are: a journal that is kept may have thousands.
@Suite(.timeLimit(.minutes(5)), .enabled(if: TracedChild.folder == nil && TracedChild.isPossible, TracedChild.reason))
struct JournalListingTests {
    private static let time = Workbench.startTime

    @Test func `The folder of a journal is listed a few times, however many portions are read`() throws {
        let bench = try JournalBench()
        let journal = bench.writer(segment: 200)
        for index in 0..<JournalListingChild.count {
            _ = journal.append { $0.addScalar("x", Double(index), step: 0, time: Self.time) }
        }
        journal.letGo()
        let segments = try bench.journal.segments().count
        try #require(segments > 50)
        let calls = try TracedChild(
            running: "JournalListingChild", in: bench.folder.path, tracing: ["getdents64"]
        ).calls.filter { $0.contains(bench.journal.path + ">") }
        // Each listing is a few calls: for the first portion, and for those of the last segment.
        #expect((1..<50).contains(calls.count))
    }
}

/// What the traced process does.
@Suite(.timeLimit(.minutes(5)), .enabled(if: TracedChild.folder != nil, "runs as a child of another test"))
struct JournalListingChild {
    static let count = 400

    @Test func `A journal is read one record at a time, and what comes meanwhile as well`() throws {
        let root = try #require(TracedChild.folder)
        let folder = try #require(try JournalFolder.all(in: root).first)
        var reader = JournalReader(folder)
        for index in 0..<Self.count {
            #expect(try reader.next(1).entries.flatMap(\.numbers).map(\.value) == [Double(index)])
        }
        #expect(try reader.next(1).isEmpty)
    }
}
