import ArgumentParser
import Foundation
import RegistryCore
import RegistryTestKit
import Testing
import TrainingLog

@testable import Vocabularies

/// lavd's own server shows what our logger wrote.
@Suite(.enabled(if: TestLavd.absence == nil, "\(TestLavd.absence ?? "")"))
struct LavdServerTests {
    private let bench: LavdBench

    init() throws { bench = try LavdBench() }

    /// The part of the server's answer at a path.
    private func part(_ document: Document, _ path: String...) -> Value? {
        path.reduce(Value.document(document)) { $0?.documentValue?[$1] }
    }

    @Test func `lavd's server shows every kind under its label and step`() async throws {
        let logger = try bench.logger("some experiment")
        let image = try ImageArray([UInt8](repeating: 9, count: 80), shape: [8, 10])
        logger.logScalar(0.5, "easy/loss", step: 1)
        logger.logScalar(.nan, "easy/loss", step: 20_000)
        logger.logText("plain", "t", step: 2)
        logger.logText("actual", "d", step: 1, expected: "expected")
        logger.logMarkdown("# hi", "doc")
        let box = ImageBox(xStart: 1, yStart: 1, xEnd: 5, yEnd: 5, className: "bird", probability: 0.5)
        logger.logImage(image, "bird", step: 1, boxes: [box], classes: ["bird"], threshold: 0.25)
        logger.logImage(image, "deep/plain")
        logger.logScalar(1, "bird", step: 1)
        logger.logCommand(try LavdCommandTests.Train.parse(["folder", "--lr", "0.5"]))
        logger.println("out")
        logger.spinner("Load") {}
        logger.saveModel(bytes: [1], step: 1)
        await logger.logSummary(["size": ["train": 1000]])
        try await logger.close()

        let answer = try Document(json: Array(TestLavd.everything(in: bench.folder.path + "/log")))
        #expect(Array(answer.keys) == ["some experiment"])
        let all = try #require(answer["some experiment"]?.documentValue)
        #expect(part(all, "scalars", "easy/loss", "steps") == ["1": ["value": 0.5], "20000": ["value": .null]])
        #expect(part(all, "scalars", "bird", "steps", "1", "value") == 1.0)
        #expect(part(all, "texts", "t", "steps", "2", "actual") == "plain\n")
        #expect(part(all, "texts", "d", "steps", "1") == ["actual": "actual", "expected": "expected"])
        #expect(part(all, "markdown", "doc", "global") != nil)
        #expect(part(all, "markdown", "summary", "global") != nil)
        #expect(part(all, "images", "bird", "steps", "1", "boxes") == .array([.document(box.document)]))
        #expect(part(all, "images", "bird", "steps", "1", "minProbability") == 0.25)
        #expect(part(all, "images", "bird", "steps", "1", "thumbnail", "width") == 10)
        #expect(part(all, "images", "deep/plain", "global", "source") != nil)
        #expect(part(all, "images")?.documentValue?.count == 2)
        #expect(part(all, "command", "script") == "")
        #expect(part(all, "command", "arguments", "options", "lr") == 0.5)
        let logs = try #require(part(all, "logs")?.documentValue)
        #expect(Set(logs.keys) == ["events", "stdout"])
        let events = try #require(part(all, "logs", "events", "global"))
        for text in ["STDOUT", "out", "SPINNER_START", "SPINNER_END"] { #expect("\(events)".contains(text)) }
    }
}
