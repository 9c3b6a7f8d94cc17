import RegistryCore
import RegistryTestKit
import Testing
import TrackerFiles
import TrackerSinks
import TrainingLog

/// What is said in lavd's words, at other trackers.
struct LabelledEntriesTests {
    private func entries() throws -> [LogEntry] {
        let image = try ImageArray([UInt8](repeating: 9, count: 16), shape: [4, 4])
        let contents: [LogEntry.Content] = [
            .labelledPicture(LabelledPicture(label: "birds/red", step: 4, image: image)),
            .labelledFile(LabelledFile(label: "model", step: 4, fileExtension: "pt", bytes: [1, 2])),
            .message(TaggedMessage(.stdout, "hello")),
        ]
        return contents.enumerated().map { FakeMLflow.entry(Int64($0.offset), $0.element) }
    }

    @Test func `MLflow has images and files that stand under a label`() async throws {
        let server = FakeMLflow()
        let sink = try server.sink()
        let entries = try entries()
        #expect(entries.map { sink.takes($0.content) } == [true, true, false])
        #expect(try await sink.deliver(Array(entries.prefix(2))).isEmpty)
        #expect(server.methods.contains { $0.contains("/images/birds~red") && $0.hasSuffix(".png") })
        #expect(server.methods.contains { $0.hasSuffix("/0004/model.pt") }, "\(server.methods)")
    }

    @Test func `W&B has images that stand under a label, and messages as what was printed`() async throws {
        let folder = try OwnedFolder()
        let sink = WandBSink(in: folder.path, run: FakeMLflow.runID, startTime: FakeMLflow.start)
        let entries = try entries()
        #expect(entries.map { sink.takes($0.content) } == [true, false, true])
        #expect(try await sink.deliver([entries[0], entries[2]]).isEmpty)
        try await sink.finish(RunEnding(status: .finished, time: FakeMLflow.start))
        let records = try WandBSinkTests.records(in: folder.url)
        #expect(
            records.contains { record in
                if case .history(let items, _) = record { items.contains { $0.path == ["birds/red"] } } else { false }
            })
        #expect(
            records.contains { record in
                if case .output(_, _, let text) = record { text == "hello\n" } else { false }
            })
    }
}
