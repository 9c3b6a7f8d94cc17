import ArgumentParser
import Foundation
import RegistryCore
import RegistryTestKit
import Testing
import TrainingLog

@testable import Vocabularies

/// How a program was called, as `command.json` and the registry have it.
struct LavdCommandTests {
    enum Color: String, CaseIterable, ExpressibleByArgument { case red, green }
    enum Speed: String, EnumerableFlag { case fast, verySlow }

    struct Shared: ParsableArguments {
        @Option(help: "How many workers.") var workers = 4
        @Option var apiKey: String?
    }

    struct Train: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "train-net")
        @Argument(help: "Where the data is.") var data: String
        @Argument var more: [Int] = []
        @Option(name: [.short, .customLong("lr")], help: "The learning rate.") var learningRate = 0.1
        @Option var color: Color = .green
        @Option var steps: [Int] = [1, 2]
        @Option var seed: UInt8?
        @Flag(help: "Says more.") var verbose = false
        @Flag(inversion: .prefixedNo) var shuffle = true
        @Flag var speed: Speed = .fast
        @OptionGroup var shared: Shared
    }

    private func document(_ arguments: [String]) throws -> Document {
        CommandReading.description(of: try Train.parse(arguments)).document
    }

    struct Login: ParsableCommand {
        @Option(name: .customShort("p")) var password: String?
        @Option(name: .customLong("k")) var apiKey = "sk-usual"
    }

    @Test func `A secret is none of the command's values, whatever its option is called`() throws {
        let description = CommandReading.description(of: try Login.parse(["-p", "hunter2hunter2"])).document
        #expect(!description.json().contains("hunter2"))
        #expect(!description.json().contains("sk-usual"))
    }

    @Test func `All options are there with type, default and help, and what was given`() throws {
        let document = try document([
            "folder", "7", "8", "-l", "0.5", "--steps", "3", "--verbose", "--very-slow", "--workers", "2",
            "--api-key", "hunter2hunter2",
        ])
        #expect(document["script"] == "train-net")
        let parser = try #require(document["parser"]?.documentValue)
        #expect(
            parser["positional"] == [
                ["name": "data", "type": "string", "description": "Where the data is."],
                ["name": "more", "type": "int", "count": "*"],
            ])
        let options = try #require(parser["options"]?.documentValue)
        #expect(
            Array(options.keys) == [
                "lr", "color", "steps", "seed", "verbose", "shuffle", "no-shuffle", "fast", "very-slow", "workers",
                "api-key",
            ]
                || Array(options.keys) == [
                    "lr", "color", "steps", "seed", "verbose", "shuffle", "fast", "very-slow", "workers", "api-key",
                ])
        #expect(
            options["lr"] == [
                "name": "lr", "type": "float", "short": "l", "description": "The learning rate.", "default": 0.1,
            ])
        #expect(options["color"]?.documentValue?["choices"] == ["red", "green"])
        #expect(options["color"]?.documentValue?["default"] == "green")
        #expect(options["steps"]?.documentValue?["type"] == "int")
        #expect(options["seed"]?.documentValue?["type"] == "int")
        #expect(
            options["verbose"] == [
                "name": "verbose", "type": "flag", "description": "Says more.", "default": false, "count": 0,
            ])
        #expect(options["workers"]?.documentValue?["default"] == 4)
        let given = try #require(document["arguments"]?.documentValue)
        #expect(given["positional"] == ["folder", [7, 8]])
        let values = try #require(given["options"]?.documentValue)
        #expect(values["lr"] == 0.5)
        #expect(values["steps"] == [3])
        #expect(values["color"] == "green")
        #expect(values["seed"] == nil)
        #expect(values["verbose"] == true)
        #expect(values["shuffle"] == true)
        #expect(values["fast"] == false)
        #expect(values["very-slow"] == true)
        #expect(values["workers"] == 2)
        #expect(!PythonJSON.text(.document(document)).contains("hunter2"), "a secret")
    }

    @Test func `A command that was never parsed is described without values, and ends nothing`() {
        let document = CommandReading.description(of: Train()).document
        #expect(document["parser"]?.documentValue?["options"]?.documentValue?["lr"]?.documentValue?["default"] == 0.1)
        #expect(document["arguments"]?.documentValue?["options"] == [:])
    }

    @Test func `It is a file of the experiment, and a field of the run`() async throws {
        let bench = try LavdBench()
        let logger = try bench.logger()
        logger.logCommand(try Train.parse(["folder"]))
        try await logger.close()
        let file = try Document(json: try bench.text("exp/command.json"))
        #expect(file["command"]?.documentValue?["script"] == "train-net")
        let run = try #require(try await bench.store.record(RecordID(logger.runID), in: .runs))
        #expect(run["command"] == file["command"])
    }
}
