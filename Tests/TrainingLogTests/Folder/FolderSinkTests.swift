import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

/// What a logger leaves as labelled files.
struct FolderSinkTests {
    private let bench: Workbench
    private let pixels: ImageArray

    init() throws {
        bench = try Workbench()
        pixels = try ImageArray([UInt8](repeating: 9, count: 8 * 10), shape: [8, 10])
    }

    private func logger(_ logDir: String = "run") -> TrainingLog.Logger {
        bench.logger(logDir: logDir) { $0.writesLabelledFiles = true }
    }

    private func text(_ relative: String) throws -> String {
        try String(contentsOfFile: bench.path("run/" + relative), encoding: .utf8)
    }

    /// The labelled files below the run's folder.
    private func names() throws -> [String] {
        try bench.files().map { String($0.dropFirst("run/".count)) }
            .filter { !$0.contains("tfevents") && !$0.hasPrefix("media/") }
    }

    @Test func `What another file has the place of is refused, and holds up nothing behind it`() async throws {
        try FileManager.default.createDirectory(atPath: bench.path("run"), withIntermediateDirectories: true)
        try Data("a file where a folder would be".utf8).write(to: URL(filePath: bench.path("run/0003")))
        let logger = logger()
        logger.log(LabelledFile(label: "a", step: 1, fileExtension: "pt", bytes: [1]))
        logger.log(LabelledFile(label: "a.pt/b", step: 1, fileExtension: "bin", bytes: [2]))
        logger.log(LabelledFile(label: "x", step: 3, fileExtension: "bin", bytes: [3]))
        logger.logScalar("loss", 1, step: 3)
        logger.log(LabelledFile(label: "last", step: 1, fileExtension: "bin", bytes: [4]))
        let error = await #expect(throws: RegistryError.self) { try await logger.close() }
        #expect(error?.message.contains("3 refused") == true, "\(error?.message ?? "")")
        #expect(try names().filter { $0.hasPrefix("0001/") } == ["0001/a.pt", "0001/last.bin"])
    }

    @Test func `A number that has no place takes no other number of its step with it`() async throws {
        let taken = bench.path("run/0003/b.json")
        try FileManager.default.createDirectory(atPath: taken, withIntermediateDirectories: true)
        let logger = logger()
        logger.logScalars(["a": 1, "b": 2, "c": 3], step: 3)
        let error = await #expect(throws: RegistryError.self) { try await logger.close() }
        #expect(error?.message.contains("folder: 1 refused") == true, "\(error?.message ?? "")")
        #expect(try names().filter { $0.hasPrefix("0003/") } == ["0003/a.json", "0003/c.json"])
    }

    @Test func `A labelled file takes the place of no label's own files`() async throws {
        let logger = logger()
        logger.logScalar("config", 0.5, step: 1)
        logger.log(LabelledPicture(label: "bird", step: 1, image: pixels))
        logger.log(LabelledText(label: "note", step: 1, text: "hi"))
        logger.log(LabelledText(label: "doc", text: "# hi", isMarkdown: true))
        logger.log(CommandDescription(program: "swift", script: "train"))
        try logger.flush()
        for (label, step, ending) in [
            ("config", 1, "json"), ("config", 1, "JSON"), ("bird", 1, "png"), ("note", 1, "txt"), ("doc", nil, "md"),
            ("command", nil, "json"),
        ] as [(String, Step?, String)] {
            logger.log(LabelledFile(label: label, step: step, fileExtension: ending, bytes: [7]))
        }
        // Another extension is another file, whatever readers make of both.
        logger.log(LabelledFile(label: "bird", step: 1, fileExtension: "jpeg", bytes: [7]))
        logger.log(LabelledFile(label: "config", step: 1, fileExtension: "yaml", bytes: [7]))
        let error = await #expect(throws: RegistryError.self) { try await logger.close() }
        #expect(error?.message.contains("journal: 6 refused") == true, "\(error?.message ?? "")")
        #expect(bench.problems.all.filter { $0.kind == .rejected }.count == 6)
        #expect(
            try names().filter { !$0.hasPrefix("std") && $0 != "events.log" } == [
                "0001/bird.jpeg", "0001/bird.png", "0001/config.json", "0001/config.yaml", "0001/note.txt",
                "command.json", "doc.md",
            ])
        #expect(try text("0001/config.json") == "{\"scalars\": {\"value\": 0.5}}")
        #expect(try text("0001/note.txt") == "hi\n" && text("doc.md") == "# hi\n")
        #expect(try text("command.json").contains("swift"))
        #expect(try Data(contentsOf: URL(filePath: bench.path("run/0001/bird.png"))).count > 1)
    }

    @Test func `A label is none of the logger's own files`() async throws {
        let logger = logger()
        logger.log(LabelledFile(label: "events", fileExtension: "log", bytes: [1]))
        logger.log(LabelledText(label: "journal/x", text: "x"))
        logger.log(LabelledText(label: "journal/x", step: 1, text: "x"))
        logger.log(LabelledFile(label: "events", step: 1, fileExtension: "log", bytes: [1]))
        try? await logger.close()
        #expect(
            try names().filter { !$0.hasPrefix("std") && $0 != "events.log" } == [
                "0001/events.log", "0001/journal/x.txt",
            ])
        #expect(bench.problems.all.count == 2)
    }

    @Test func `Every kind has its file, by step and label`() async throws {
        let logger = logger()
        logger.logScalar("a/loss", 0.5, step: 1)
        logger.logScalar("nan", .nan, step: 20_000)
        logger.log(LabelledText(label: "t", step: 1, text: "hi"))
        logger.log(LabelledText(label: "d", step: 1, text: "x", expected: "y \"z\""))
        logger.log(LabelledText(label: "doc", text: "# hi", isMarkdown: true))
        let box = ImageBox(xStart: 1, yStart: 1.5, xEnd: 10, yEnd: 8, className: "bird", probability: 0.4)
        logger.log(
            LabelledPicture(label: "b ird", step: 1, image: pixels, boxes: [box], classes: ["bird"], threshold: 0.2))
        logger.log(LabelledPicture(label: "deep/plain", image: pixels))
        logger.log(LabelledFile(label: "model", step: 3, fileExtension: "pt", bytes: [1, 2]))
        logger.log(CommandDescription(program: "swift", script: "train"))
        logger.log(TaggedMessage(.stdout, "out"))
        logger.log(TaggedMessage(.stderr, "err"))
        logger.logLine("careful", level: .warning)
        try await logger.close()
        #expect(
            try names() == [
                "0001/a/loss.json", "0001/b ird.json", "0001/b ird.png", "0001/d.json", "0001/t.txt", "0003/model.pt",
                "20000/nan.json", "command.json", "deep/plain.png", "doc.md", "events.log", "stderr.log", "stdout.log",
            ])
        #expect(try text("0001/a/loss.json") == "{\"scalars\": {\"value\": 0.5}}")
        #expect(try text("20000/nan.json") == "{\"scalars\": {\"value\": NaN}}")
        #expect(try text("0001/t.txt") == "hi\n")
        #expect(try text("0001/d.json") == "{\"texts\": {\"actual\": \"x\", \"expected\": \"y \\\"z\\\"\"}}")
        #expect(
            try text("0001/b ird.json") == """
                {"images": {"source": "b ird.png", "boxes": [{"xStart": 1, "yStart": 1.5, "xEnd": 10, "yEnd": 8, \
                "className": "bird", "probability": 0.4}], "classes": ["bird"], "minProbability": 0.2}}
                """)
        #expect(try text("command.json").hasPrefix("{\"command\": {\"bin\": \"swift\", \"script\": \"train\", "))
        let time = FolderTime.text(of: Workbench.startTime)
        #expect(try text("events.log") == "\(time)\tSTDOUT\tout\n\(time)\tSTDERR\terr\n\(time)\tWARNING\tcareful\n")
        #expect(try text("stdout.log") == "out\n")
        #expect(bench.problems.all.isEmpty)
        let files = await bench.store.files
        try #require(files.count == 6)
        #expect(files.map { $0["filetype"]?.stringValue } == ["text", "text", "markdown", "image", "image", "object"])
        #expect(files[1]["expected"] == "y \"z\"" && files[1]["file"] == .string("\(logger.runID)/0001/d.json"))
        #expect(files[3]["boxes"] == .array([.document(box.document)]))
        // The bytes lie where the server finds them, under a name that lavd's server passes over.
        for file in files.suffix(3) {
            let location = try #require(file["location"]?.stringValue)
            #expect(location.hasPrefix(bench.path("run/media/")))
            #expect(location.split(separator: "/").last?.contains(".") == false)
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: location)))
            #expect(file["sha256"] == .string(SHA256.hexadecimalDigest(of: bytes)))
            #expect(file["size"] == .int(Int64(bytes.count)))
        }
    }

    @Test func `One JSON file holds a number, a text and boxes of one label`() async throws {
        let logger = logger()
        logger.logScalar("x", 1, step: 1)
        logger.log(LabelledText(label: "x", step: 1, text: "a", expected: "b"))
        logger.log(LabelledPicture(label: "x", step: 1, image: pixels, boxes: []))
        try await logger.close()
        let document = try Document(json: try text("0001/x.json"))
        #expect(Array(document.keys) == ["scalars", "texts", "images"])
    }

    @Test func `A label has one text, the last, and never two files of it`() async throws {
        let logger = logger()
        logger.log(LabelledText(label: "x", step: 1, text: "plain"))
        logger.log(LabelledText(label: "x", step: 1, text: "a", expected: "b"))
        logger.log(LabelledText(label: "y", step: 1, text: "a", expected: "b"))
        logger.log(LabelledText(label: "y", step: 1, text: "plain"))
        try await logger.close()
        #expect(try names() == ["0001/x.json", "0001/y.txt"])
    }

    @Test func `A run that is opened again goes on with its logs and keeps its files`() async throws {
        for turn in 1...3 {
            let logger = logger()
            logger.log(TaggedMessage(.stdout, "turn \(turn)"))
            logger.logScalar("loss", Double(turn), step: Step(Int64(turn)))
            try await logger.close()
        }
        #expect(try text("stdout.log") == "turn 1\nturn 2\nturn 3\n")
        #expect(try text("events.log").split(separator: "\n").count == 3)
        #expect(try names().filter { $0.hasSuffix("loss.json") }.count == 3)
    }

    @Test func `A step whose folder is called 1 is not begun again as 0001`() async throws {
        try FileManager.default.createDirectory(atPath: bench.path("run/1"), withIntermediateDirectories: true)
        let logger = logger()
        logger.logScalar("loss", 1, step: 1)
        logger.logScalar("loss", 1, step: 2)
        try await logger.close()
        #expect(try names() == ["0002/loss.json", "1/loss.json"])
    }

    @Test(arguments: ["..", "../x", "a/../b", "", "/x", "x/", "a//b", ".hidden", "a\u{0}b", "0001/x", "a\\b"])
    func `A label that is no path is refused`(label: String) async throws {
        let logger = logger()
        logger.log(LabelledText(label: label, text: "x"))
        logger.logScalar("kept", 1, step: 1)
        await #expect(throws: RegistryError.self) { try await logger.close() }
        #expect(try names() == ["0001/kept.json"])
        #expect(bench.problems.all.count == 1)
    }

    @Test func `Whatever a metric is called, its file stays in the folder`() async throws {
        let logger = logger()
        for name in ["../../up", "..", "/etc/x", "a\u{0}b", "0001/x"] { logger.logScalar(name, 1, step: 1) }
        try await logger.close()
        let files = try names()
        #expect(files.count == 5)
        #expect(files.allSatisfy { $0.hasPrefix("0001/") && !$0.split(separator: "/").contains("..") })
    }

    @Test func `What has no folder is refused: steps below 0 or too long, and numbers without a step`() async throws {
        let logger = logger()
        logger.log(LabelledText(label: "t", step: -1, text: "x"))
        logger.log(LabelledText(label: "t", step: .max, text: "x"))
        #expect(bench.problems.all.count == 2)
        await #expect(throws: RegistryError.self) { try await logger.close() }
        #expect(try names().isEmpty)
    }

    @Test func `Boxes that are none are refused with the reason`() async throws {
        let logger = logger()
        let good = ImageBox(xStart: 0, yStart: 0, xEnd: 10, yEnd: 8)
        let bad: [(change: (inout ImageBox) -> Void, reason: String)] = [
            ({ $0.xStart = .nan }, "no number"), ({ $0.yEnd = .infinity }, "no number"),
            ({ $0.xEnd = 10.5 }, "outside"), ({ $0.yStart = -1 }, "outside"), ({ $0.xEnd = -1 }, "before its start"),
            ({ $0.probability = 1.5 }, "probability"), ({ $0.probability = .nan }, "probability"),
            ({ $0.className = "" }, "without a name"), ({ $0.className = "cat" }, "not among the classes"),
        ]
        for (index, (change, _)) in bad.enumerated() {
            var box = good
            change(&box)
            logger.log(LabelledPicture(label: "i\(index)", image: pixels, boxes: [good, box], classes: ["bird"]))
        }
        logger.log(LabelledPicture(label: "n", image: pixels, classes: [""]))
        logger.log(LabelledPicture(label: "n", image: pixels, threshold: 2))
        await #expect(throws: RegistryError.self) { try await logger.close() }
        let messages = bench.problems.all.map(\.message)
        #expect(messages.count == bad.count + 2)
        for (message, (_, reason)) in zip(messages, bad) { #expect(message.contains(reason), "\(message)") }
        #expect(try names().isEmpty)
    }

    @Test func `A file that is no JSON is left, and what should be added to it is refused`() async throws {
        try FileManager.default.createDirectory(atPath: bench.path("run/0001"), withIntermediateDirectories: true)
        try Data("{ mine".utf8).write(to: URL(filePath: bench.path("run/0001/x.json")))
        let logger = logger()
        logger.logScalar("x", 1, step: 1)
        await #expect(throws: RegistryError.self) { try await logger.close() }
        #expect(try text("0001/x.json") == "{ mine")
    }

    @Test func `A journal says every kind again as it was`() throws {
        let box = ImageBox(xStart: 0, yStart: 0.5, xEnd: 1, yEnd: 1, className: "a", probability: 0.25)
        let text = LabelledText(label: "a/b", step: 3, text: "x\u{0}y", expected: "", isMarkdown: true)
        let picture = LabelledPicture(label: "p", step: 2, image: pixels, boxes: [box], classes: ["a"], threshold: 0.5)
        let file = LabelledFile(label: "m", fileExtension: "pt", bytes: [0, 255])
        #expect(LabelledText(text.document) == text)
        #expect(LabelledPicture(picture.document) == picture)
        #expect(LabelledFile(file.document) == file)
        for message in [TaggedMessage(.progressEnd, "a\tb\nc"), TaggedMessage(.other("TAG_1"), "")] {
            #expect(TaggedMessage(message.body) == message)
        }
        #expect(TaggedMessage(Array("no tab".utf8)) == nil)
        #expect(LabelledFile(["label": "m", "extension": "../x", "bytes": .binary(Binary([]))]) == nil)
    }
}
