import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@testable import ArtifactRegistry

/// What becomes of a folder of lavd's in a registry.
struct LavdImportTests {
    private let folder: LavdFolder

    init() throws { folder = try LavdFolder() }

    private func writeExperiment() throws {
        try folder.write("exp/0001/loss.json", #"{"scalars": {"value": 0.5}}"#)
        try folder.write("exp/2/loss.json", #"{"scalars": {"value": NaN}}"#)
        try folder.write("exp/0001/a/d.json", #"{"texts": {"actual": "NaN x", "expected": "y"}}"#)
        try folder.write("exp/0001/t.txt", "hi\n")
        try folder.write("exp/doc.md", "# hi")
        try folder.write("exp/0001/bird.png", LavdFolder.png(10, 8))
        try folder.write(
            "exp/0001/bird.json",
            #"{"images": {"source": "bird.png", "boxes": [{"xStart": 1, "yStart": 1, "xEnd": 5, "yEnd": 5, "className": "bird", "#
                + #""probability": 0.4}], "classes": ["bird"], "minProbability": 0.2}}"#)
        try folder.write("exp/other/0001/still-global.png", LavdFolder.png(1, 1))
        try folder.write(
            "exp/command.json", #"{"command": {"bin": "python", "parser": {"options": {"a.b": {"name": "a.b"}}}}}"#)
        try folder.write(
            "exp/events.log",
            "2023-11-14 10:00:00.123456\tSTDOUT\tHello\tthere\n2023-11-14 10:00:01.000000\tSTDERR\ttwo\nlines\n"
                + "2023-11-14 10:00:02.000000\tPROGRESS_END\tTrain - Duration: 00:00:01\n")
        try folder.write("exp/stdout.log", "Hello\tthere\n")
        try folder.write("top.md", "ignored")
    }

    @Test(arguments: [1e300, -1e300, .infinity, -.infinity, .nan, 9.3e15])
    func `A file's time that no calendar has is the nearest that one has`(seconds: Double) {
        let time = LavdListing.milliseconds(Date(timeIntervalSince1970: seconds))
        #expect(WallTime(millisecondsSince1970: time).iso8601 != nil)
    }

    @Test func `A file that the registry does not take keeps none of the others`() async throws {
        let box =
            #"{"xStart": 1, "yStart": 1, "xEnd": 2, "yEnd": 2, "className": "\#(String(repeating: "c", count: 900))"}"#
        let boxes = Array(repeating: box, count: 14_000).joined(separator: ",")
        try folder.write("exp/0001/a.png", LavdFolder.png(10, 8))
        try folder.write("exp/0001/a.json", #"{"images": {"source": "a.png", "boxes": [\#(boxes)]}}"#)
        try folder.write("exp/0001/b.txt", "b")
        try folder.write("exp/events.log", "2023-11-14 10:00:00.000000\tSTDOUT\tline\n")
        let summary = try await folder.importer().importNew()
        #expect(try await folder.records().compactMap { $0["label"]?.stringValue } == ["b"])
        #expect(try await folder.lines(of: "exp").map(\.text) == ["line"])
        #expect(!summary.notTaken.isEmpty)
    }

    @Test func `An experiment becomes a run with points, records, lines and its command`() async throws {
        try writeExperiment()
        let summary = try await folder.importer().importNew()
        #expect(summary.newRuns == 1)
        #expect(summary.storedPoints == 2)
        #expect(summary.storedFiles == 5)
        #expect(summary.storedLines == 3)
        #expect(summary.notTaken.isEmpty, "\(summary)")
        let run = try #require(try await folder.runs().first)
        #expect(run["name"] == "exp")
        #expect(run["experiment"] == "log")
        #expect(run["status"] == "finished")
        #expect(run["startTime"] == .date(LavdFolder.written))
        #expect(run["command"]?.documentValue?["bin"] == "python")
        let points = try await folder.points("loss", of: "exp")
        #expect(points.count == 4 && points[0...2] == [1, 0.5, 2] && points[3].isNaN)
        let lines = try await folder.lines(of: "exp")
        #expect(lines.map(\.text) == ["Hello\tthere", "two\nlines", "PROGRESS_END Train - Duration: 00:00:01"])
        #expect(lines.map(\.level) == [.info, .warning, .info])
        #expect(FolderTime.text(of: lines[0].time) == "2023-11-14 10:00:00.123000")
        let records = try await folder.records()
        #expect(records.map { $0["label"]?.stringValue } == ["a/d", "bird", "t", "doc", "other/0001/still-global"])
        #expect(records.map { $0["step"]?.intValue } == [1, 1, 1, nil, nil])
        #expect(records[0]["text"] == "NaN x")
        #expect(records[0]["expected"] == "y")
        #expect(records[1]["filetype"] == "image")
        #expect(records[1]["boxes"]?.arrayValue?.count == 1)
        #expect(records[1]["minProbability"] == 0.2)
        #expect(records[1]["location"] == .string("\(folder.directory)/exp/0001/bird.png"))
        #expect(records[2]["text"] == "hi")
        #expect(records[3]["filetype"] == "markdown")
    }

    @Test func `Twice is once, by the same importer and by another`() async throws {
        try writeExperiment()
        let importer = folder.importer()
        _ = try await importer.importNew()
        let before = try await (
            folder.runs(), folder.records(), folder.lines(of: "exp"), folder.points("loss", of: "exp").count
        )
        #expect(try await importer.importNew().isEmpty)
        let again = try await folder.importer().importNew()
        #expect(again.newRuns == 0)
        #expect(again.knownRuns == 1)
        #expect(again.storedPoints + again.storedFiles + again.storedLines == 0)
        #expect(again.knownPoints == 2)
        #expect(again.knownFiles == 5)
        #expect(try await folder.runs() == before.0)
        #expect(try await folder.records() == before.1)
        #expect(try await folder.lines(of: "exp") == before.2)
        #expect(try await folder.points("loss", of: "exp").count == before.3)
    }

    @Test func `What comes later is added, and what changes is brought up to date`() async throws {
        try writeExperiment()
        let importer = folder.importer()
        _ = try await importer.importNew()
        let later = WallTime(millisecondsSince1970: 1_700_000_050_000)
        try folder.write("exp/0003/loss.json", #"{"scalars": {"value": 3}}"#, at: later)
        try folder.write("exp/0001/t.txt", "changed\n", at: later)
        try folder.write("new/0001/x.json", #"{"scalars": {"value": 1}}"#, at: later)
        let log = try String(contentsOf: folder.url.appending(path: "exp/events.log"), encoding: .utf8)
        try folder.write("exp/events.log", log + "2023-11-14 11:00:00.000000\tSTDOUT\tmore\n", at: later)
        let summary = try await importer.importNew()
        #expect(summary.newRuns == 1)
        #expect(summary.storedPoints == 2)
        #expect(summary.storedFiles == 1)
        #expect(summary.storedLines == 1)
        #expect(try await folder.lines(of: "exp").last?.text == "more")
        #expect(try await folder.records().first { $0["label"] == "t" }?["text"] == "changed")
        #expect(try await folder.points("loss", of: "exp").suffix(2) == [3, 3])
    }

    @Test func `What a label has no more is taken out of its record, and what others wrote there stays`() async throws {
        let texts = #"{"texts": {"actual": "a", "expected": "b"}}"#
        try folder.write("exp/0001/t.json", texts)
        let importer = folder.importer()
        _ = try await importer.importNew()
        let id = try #require(await folder.records().first?["_id"].flatMap(RecordID.init))
        _ = try await folder.store.update(id, in: .files, RecordChange(set: ["remark": "good"]))
        try folder.write("exp/0001/t.json", #"{"texts": {"actual": "c"}}"#)
        #expect(try await importer.importNew().storedFiles == 1)
        let record = try #require(await folder.records().first)
        #expect(record["text"] == "c" && record["expected"] == nil && record["remark"] == "good")
        // Another importer sees that nothing is to be done, too.
        #expect(try await folder.importer().importNew().knownFiles == 1)
    }

    @Test func `The size of an image is in its head, however long the rest is`() async throws {
        try folder.write("exp/0001/large.png", LavdFolder.png(7, 9))
        let handle = try FileHandle(forWritingTo: folder.url.appending(path: "exp/0001/large.png"))
        try handle.truncate(atOffset: 65 << 20)
        try handle.close()
        _ = try await folder.importer().importNew()
        let record = try #require(await folder.records().first)
        #expect(record["width"] == 7 && record["height"] == 9)
    }

    @Test func `A run that is young is running, and has finished when it is quiet for long`() async throws {
        try folder.write("exp/0001/x.json", #"{"scalars": {"value": 1}}"#)
        let soon = WallTime(millisecondsSince1970: LavdFolder.written.millisecondsSince1970 + 5_000)
        _ = try await folder.importer(now: soon).importNew()
        #expect(try await folder.runs().first?["status"] == "running")
        _ = try await folder.importer().importNew()
        let run = try #require(try await folder.runs().first)
        #expect(run["status"] == "finished")
        #expect(run["endTime"] == .date(LavdFolder.written))
    }

    @Test func `What is bad is counted, and everything else is taken`() async throws {
        try folder.write("exp/0001/good.json", #"{"scalars": {"value": 1}}"#)
        try folder.write("exp/1/good.json", #"{"scalars": {"value": 2}}"#)
        try folder.write("exp/global.json", #"{"scalars": {"value": 2}}"#)
        try folder.write("exp/0001/torn.json", #"{"scalars": {"val"#)
        try folder.write("exp/0001/list.json", "[1]")
        try folder.write("exp/0001/text.json", #"{"scalars": {"value": "five"}}"#)
        try folder.write("exp/0001/birds.jpeg", [1, 2])
        try folder.write("exp/0001/birds.png", LavdFolder.png(10, 10))
        try folder.write("exp/0001/weights.pt", [1])
        try folder.write(
            "exp/0001/boxed.json",
            #"{"images": {"source": "boxed.png", "classes": ["", "a"], "boxes": [{"xStart": 1, "yStart": 1, "xEnd": 50, "yEnd": 5}, "#
                + #"{"xStart": NaN, "yStart": 1, "xEnd": 5, "yEnd": 5}, {"xStart": 1}, 7, {"xStart": 1, "yStart": 1, "xEnd": 5, "yEnd": 5, "className": ""}]}}"#
        )
        try folder.write("exp/0001/boxed.png", LavdFolder.png(10, 10))
        try folder.write("exp/0001/away.json", #"{"images": {"source": "../../../../etc/passwd"}}"#)
        try FileManager.default.createSymbolicLink(
            atPath: folder.url.path + "/exp/0001/link.txt", withDestinationPath: "/etc/passwd")
        let summary = try await folder.importer().importNew()
        #expect(summary.notTaken[.sameLabels] == 2, "the step 1 twice, and birds")
        #expect(summary.notTaken[.numbersWithoutStep] == 1)
        #expect(summary.notTaken[.damagedFiles] == 3)
        #expect(summary.notTaken[.unknownFiles] == 1)
        #expect(summary.notTaken[.badBoxes] == 4)
        #expect(summary.notTaken[.strangeSources] == 1)
        #expect(summary.notTaken[.links] == 1)
        #expect(try await folder.points("good", of: "exp") == [1, 1])
        let records = try await folder.records()
        #expect(records.map { $0["label"]?.stringValue } == ["birds", "boxed"])
        #expect(records[1]["classes"] == ["a"])
        #expect(records[1]["boxes"]?.arrayValue?.count == 1)
    }

    @Test func `An experiment with nothing but damage is no run, is said once, and becomes one when it is mended`()
        async throws
    {
        try folder.write("exp/0001/torn.json", #"{"scalars": {"val"#)
        try folder.write("exp/0001/text.json", #"{"scalars": {"value": "five"}}"#)
        try folder.write("exp/list.json", "[1]")
        try folder.write("exp/0001/weights.pt", [1])
        let importer = folder.importer()
        let summary = try await importer.importNew()
        #expect(try await folder.runs().isEmpty)
        #expect(summary.newRuns == 0 && summary.damagedExperiments == 1 && summary.isFruitless)
        #expect(summary.notTaken[.damagedFiles] == 3 && summary.notTaken[.unknownFiles] == 1)
        #expect(summary.reports.contains { $0.contains("exp/0001/torn.json: it is no JSON object") })
        #expect(try await importer.importNew().isEmpty)
        try folder.write("good/0001/x.json", #"{"scalars": {"value": 1}}"#)
        let other = try await importer.importNew()
        #expect(other.newRuns == 1 && !other.isFruitless)
        try folder.write("exp/0001/torn.json", #"{"scalars": {"value": 2}}"#)
        let mended = try await importer.importNew()
        #expect(mended.newRuns == 1 && !mended.isFruitless && mended.damagedExperiments == 0)
        #expect(mended.notTaken[.damagedFiles] == 2)
        #expect(try await folder.points("torn", of: "exp") == [1, 2])
    }

    @Test func `A run that is there stays one when all of its files are damaged later`() async throws {
        try folder.write("exp/0001/x.json", #"{"scalars": {"value": 1}}"#)
        _ = try await folder.importer().importNew()
        try folder.write("exp/0001/x.json", "{")
        let summary = try await folder.importer().importNew()
        #expect(summary.knownRuns == 1 && !summary.isFruitless && summary.notTaken[.damagedFiles] == 1)
        #expect(try await folder.runs().count == 1)
    }

    @Test func `Media that a logger of ours keeps are passed over, other files in a folder of that name are not`()
        async throws
    {
        try folder.write("exp/0001/b.png", LavdFolder.png(2, 2))
        try folder.write("exp/media/b_1_0123456789abcdef", LavdFolder.png(2, 2))
        try folder.write("exp/media/plot_1_0123456789abcdef.png", LavdFolder.png(2, 2))
        try folder.write("exp/media/mine.txt", "x")
        let summary = try await folder.importer().importNew()
        #expect(try await folder.records().map { $0["label"]?.stringValue } == ["b", "media/mine"])
        #expect(summary.notTaken.isEmpty)
    }

    @Test func `A run that was deleted is not filled again by the one who read it`() async throws {
        try writeExperiment()
        let importer = folder.importer()
        _ = try await importer.importNew()
        let id = try #require(try await folder.id("exp"))
        _ = try await folder.store.delete([RecordID(id)], from: .runs)
        try folder.write("exp/0009/loss.json", #"{"scalars": {"value": 3}}"#)
        _ = try await importer.importNew()
        #expect(try await folder.runs().isEmpty)
        #expect(try await folder.importer().importNew().newRuns == 1)
    }

    @Test func `A folder that is not there is said`() async throws {
        let importer = LavdImporter(folder: folder.url.appending(path: "none"), store: folder.store)
        let error = await #expect(throws: RegistryError.self) { try await importer.importNew() }
        #expect(error?.code == .notFound)
    }

    @Test func `A watch sees what comes, without being told of files`() async throws {
        try folder.write("exp/0001/x.json", #"{"scalars": {"value": 1}}"#)
        let events = Mutex<[String]>([])
        let watch = LavdWatch(folder: folder.url, store: folder.store, interval: .milliseconds(1)) { event in
            events.withLock { $0.append("\(event)") }
        }
        let following = Task { try await watch.run() }
        defer { following.cancel() }
        func wait(for count: Int) async throws {
            // A pass that waits for a busy machine is followed by a pause of twice its length.
            let end = ContinuousClock.now + .seconds(120)
            while ContinuousClock.now < end {
                if try await folder.points("x", of: "exp").count == 2 * count { return }
                try await Task.sleep(for: .milliseconds(2))
            }
            Issue.record("\(count) points did not come: \(events.withLock { $0.suffix(5) })")
        }
        try await wait(for: 1)
        for step in 2...4 { try folder.write("exp/000\(step)/x.json", #"{"scalars": {"value": 1}}"#) }
        try await wait(for: 4)
    }

    @Test func `The kind of a folder is told by what is in it`() throws {
        #expect(LogFolderKind(of: folder.url) == nil)
        try folder.write("exp/0001/events.out.tfevents.1", "x")
        #expect(LogFolderKind(of: folder.url) == .tensorboard)
        try folder.write("exp/0001/loss.json", "{}")
        #expect(LogFolderKind(of: folder.url) == .lavd)
        #expect(LogFolderKind(of: folder.url.appending(path: "none")) == nil)
        // A hidden folder is no experiment.
        let other = try LavdFolder()
        try other.write(".cache/0001/loss.json", "{}")
        #expect(LogFolderKind(of: other.url) == nil)
    }
}
