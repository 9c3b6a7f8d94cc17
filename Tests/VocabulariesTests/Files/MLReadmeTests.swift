import FileStorage
import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing
import TrainingLog

@testable import Vocabularies

struct MLReadmeTests {
    /// Time that goes on when a test says so.
    private final class Clock: Sendable {
        private let calls = Mutex<[@Sendable () -> Void]>([])

        var delay: ReadmeContent.Delay { { [self] _, call in calls.withLock { $0.append(call) } } }

        /// Lets the pauses that have begun be over.
        func goOn() {
            let due = calls.withLock { calls in
                defer { calls = [] }
                return calls
            }
            for call in due { call() }
        }
    }

    private let bench: MLBench
    private let bucket: AwayStore

    init() async throws {
        bench = try MLBench()
        bucket = AwayStore(try await LocalFileStore(folder: bench.folder.path + "/bucket"))
    }

    private func versions(of run: RunID) async throws -> Int {
        let filter = Filter.and([
            .field("_run", .equals(.string(run.description))), .field("label", .equals(.string(MLReadme.fileName))),
        ])
        return try await bench.store.count(in: .files, matching: filter)
    }

    @Test func `Paragraphs that follow each other soon are one file, written when a second is over or at the end`()
        async throws
    {
        let logger = try bench.logger()
        let clock = Clock()
        let readme = MLReadme(files: logger.files, delay: clock.delay)
        for number in 0..<100 { readme.append("\(number)") }
        clock.goOn()
        // Nothing new: the pause is over, and what comes next is written at once.
        clock.goOn()
        for number in 100..<200 { readme.append("\(number)") }
        await readme.flush()
        let expected = (0..<200).map { "\($0)" }.joined(separator: "\n\n")
        #expect(readme.text == expected)
        #expect(try await logger.files.loadText(MLReadme.fileName) == expected)
        try await logger.close()
        #expect(try await versions(of: logger.runID) == 4, "the first of each hundred, and the rest of each")
        #expect(bench.problems.isEmpty)
    }

    @Test func `Who loads the file, and the end of a run, have what was appended a moment before`() async throws {
        let logger = try bench.logger()
        let id = try await logger.run("a") { run in
            for number in 0..<3 { run.readme.append("\(number)") }
            let text = try await run.files.loadText(MLReadme.fileName)
            #expect(text == "0\n\n1\n\n2")
            run.readme.append("end")
            return run.runID
        }
        let path = bench.folder.path + "/a/files/README.md"
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "0\n\n1\n\n2\n\nend")
        #expect(try await versions(of: id) == 3)
    }

    /// A logger of a machine that has no files, with a bucket that has a readme.
    private func logger() async throws -> MLLogger {
        _ = try await bucket.write(
            Array("# Digits".utf8), to: try FileKey("files/README.md"), options: WriteOptions())
        var configuration = bench.configuration
        configuration.logsRoot = bench.folder.path + "/two"
        return try getLogger(filesIn: bucket, store: bench.store, configuration: configuration)
    }

    private func stored() async throws -> String { try await bucket.readText(try FileKey("files/README.md")) }

    @Test func `A paragraph stands behind what only the bucket has`() async throws {
        let logger = try await logger()
        logger.readme.append("One")
        logger.readme.append("Two")
        try await logger.close()
        #expect(logger.readme.text == "# Digits\n\nOne\n\nTwo")
        #expect(try await stored() == "# Digits\n\nOne\n\nTwo")
        #expect(bench.problems.isEmpty)
    }

    @Test func `While the bucket cannot be read nothing is written, and everything when it can`() async throws {
        let logger = try await logger()
        bucket.isAway = true
        logger.readme.append("One")
        await logger.readme.flush()
        logger.readme.append("Two")
        await logger.readme.flush()
        #expect(logger.readme.text == "One\n\nTwo")
        #expect(bench.problems.count { $0.hasPrefix("README.md cannot be read, and nothing is written") } == 1)
        #expect(try logger.files.list().isEmpty)
        bucket.isAway = false
        #expect(try await stored() == "# Digits")
        try await logger.close()
        #expect(try await stored() == "# Digits\n\nOne\n\nTwo")
    }

    @Test func `What finds no place in a readme that cannot be read is saved beside it`() async throws {
        let logger = try await logger()
        bucket.isAway = true
        logger.readme.append("One")
        logger.readme.append("Two")
        try? await logger.close(deadline: .milliseconds(500))
        #expect(bench.problems.contains { $0.contains("is saved as README.appended.md") })
        let path = bench.folder.path + "/two/files/README.appended.md"
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "One\n\nTwo")
        bucket.isAway = false
        #expect(try await stored() == "# Digits")
    }

    @Test func `The readme is one file, written again with each change`() async throws {
        let logger = try bench.logger()
        logger.readme.write("# Digits")
        logger.readme.append("They are *learnt*.")
        #expect(try await logger.files.loadText("README.md") == "# Digits\n\nThey are *learnt*.")
        #expect(logger.readme.text == "# Digits\n\nThey are *learnt*.")
        try await logger.close()
    }

    @Test func `The readme goes on behind what an earlier logger of the folder wrote`() async throws {
        let first = try bench.logger()
        first.readme.write("# Digits")
        try await first.close()
        let second = try bench.logger()
        #expect(second.readme.text.isEmpty)
        second.readme.append("More")
        #expect(second.readme.text == "# Digits\n\nMore")
        second.logger.disable()
        second.readme.append("Nobody hears this.")
        second.logger.enable()
        second.readme.append("The end.")
        try await second.close()
        let path = bench.folder.path + "/files/README.md"
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "# Digits\n\nMore\n\nThe end.")
        #expect(bench.problems.isEmpty)
        // What is no text is somebody's, and stays.
        try Data([0xFF, 0xFE]).write(to: URL(filePath: path))
        let third = try bench.logger()
        third.readme.append("x")
        try? await third.close()
        #expect(try Data(contentsOf: URL(filePath: path)) == Data([0xFF, 0xFE]))
        #expect(bench.problems.count == 1 && bench.problems.first?.contains("no text") == true)
    }

    /// The newest text that the registry has of a run's readme.
    private func registeredText(of run: RunID) async throws -> String? {
        let filter = Filter.and([
            .field("_run", .equals(.string(run.description))), .field("label", .equals(.string(MLReadme.fileName))),
        ])
        let newest = Query(filter, sort: [SortKey("_id", .descending)], limit: 1)
        let record = try await bench.store.find(in: .files, newest).elements.first
        return try record?["location"]?.stringValue.map { try String(contentsOfFile: $0, encoding: .utf8) }
    }

    @Test func `Of several runs of one name each is continued with its own text, whoever wrote the file last`()
        async throws
    {
        let logger = try bench.logger()
        var ids: [RunID] = []
        for number in 0..<4 {
            ids.append(
                try await logger.run("same") { run in
                    run.readme.write("# Run \(number)")
                    return run.runID
                })
        }
        for (number, id) in ids.enumerated() {
            let text = try await logger.run(id, name: "same") { run in
                let text = run.readme.text
                run.readme.append("More of \(number)")
                return text
            }
            #expect(text == "# Run \(number)")
        }
        for (number, id) in ids.enumerated() {
            #expect(try await registeredText(of: id) == "# Run \(number)\n\nMore of \(number)")
        }
        #expect(bench.problems.isEmpty, "\(bench.problems)")
    }

    @Test func `A continued run without a readme has no other run's, and appends behind it as one that begins does`()
        async throws
    {
        let logger = try bench.logger()
        let id = try await logger.run("same") { $0.runID }
        try await logger.run("same") { $0.readme.write("# Other") }
        let texts = try await logger.run(id, name: "same") { run in
            let before = run.readme.text
            run.readme.append("Mine")
            return [before, run.readme.text]
        }
        #expect(texts == ["", "# Other\n\nMine"])
    }

    @Test func `A readme that somebody changed by hand is the continued run's`() async throws {
        let logger = try bench.logger()
        let id = try await logger.run("a") { run in
            run.readme.write("# Digits")
            return run.runID
        }
        let path = bench.folder.path + "/a/files/README.md"
        // Another file in its place: the one there was is among the media, too.
        try Data("# Digits, seen by Ada".utf8).write(to: URL(filePath: path), options: .atomic)
        #expect(try await logger.run(id) { $0.readme.text } == "# Digits, seen by Ada")
    }

    @Test func `A run whose own text is gone is continued without that of another, which is told`() async throws {
        let logger = try bench.logger()
        let id = try await logger.run("same") { run in
            run.readme.write("# Mine")
            return run.runID
        }
        try FileManager.default.removeItem(atPath: bench.folder.path + "/same/media")
        try await logger.run("same") { $0.readme.write("# Other") }
        let texts = try await logger.run(id, name: "same") { run in
            let before = run.readme.text
            run.readme.append("More")
            return [before, run.readme.text]
        }
        #expect(texts == ["", "More"])
        #expect(
            bench.problems.count == 1 && bench.problems[0].contains("The readme of the run \(id) cannot be read")
                && bench.problems[0].contains("the file is another run's"), "\(bench.problems)")
    }
}
