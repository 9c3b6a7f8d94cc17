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

    struct Switches: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "switches")
        @Flag(inversion: .prefixedNo) var color = true
        @Flag(inversion: .prefixedNo) var dry = false
        @Flag(inversion: .prefixedEnableDisable) var cache = true
        @Flag(name: .customLong("fast")) var quick = false
        @Option var tag: [String] = []
        @Option(parsing: .upToNextOption) var files: [String] = []
    }

    struct OddSwitches: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "odd-switches", aliases: ["odd"])
        @Flag(inversion: .prefixedNo) var required: Bool
        @Flag(inversion: .prefixedNo) var maybe: Bool?
        @Flag(name: .shortAndLong, inversion: .prefixedNo) var color = true
        @Flag(name: .customLong("slowStart"), inversion: .prefixedNo) var slow = true
        @Flag var dry = false
        @Flag(name: .customLong("no-dry")) var plain = false
    }

    private func document(_ arguments: [String]) throws -> Document {
        CommandReading.description(
            of: try Train.parse(arguments), commandLine: ["/usr/bin/tool", "model", "train-net"] + arguments
        ).document
    }

    private func given(_ arguments: [String]) throws -> Document? {
        let description = CommandReading.description(
            of: try Switches.parse(arguments), commandLine: ["/bin/switches"] + arguments)
        return description.document["arguments"]?.documentValue?["options"]?.documentValue
    }

    @Test func `Subcommands are those that were given, and the program itself is none`() throws {
        func script(_ commandLine: [String]) throws -> Value? {
            CommandReading.description(of: try Switches.parse([]), commandLine: commandLine).document["script"]
        }
        #expect(try script(["/bin/switches"]) == "")
        #expect(try script(["/bin/Digits", "switches-data"]) == "")
        #expect(try script(["switches", "switches"]) == "")
        #expect(try script(["tool", "model", "switches", "--fast"]) == "model switches")
        #expect(try script(["tool", "--level", "3", "switches"]) == "switches")
        #expect(try script([]) == "")
        #expect(try script(["tool", "model", "--level", "3", "switches"]) == "model switches")
        #expect(try script(["tool", "--", "switches"]) == "")
        #expect(try script(["Switches", "switches"]) == "")
        let odd = try OddSwitches.parse(["--required"])
        #expect(CommandReading.description(of: odd, commandLine: ["tool", "odd", "--required"]).script == "odd")
        #expect(CommandReading.description(of: odd, commandLine: ["OddSwitches", "odd-switches"]).script == "")
    }

    @Test func `A flag without a default, or with a name of one letter, is turned off as any other`() throws {
        func given(_ arguments: [String]) throws -> [String: Value] {
            CommandReading.description(of: try OddSwitches.parse(arguments), commandLine: []).optionValues
        }
        #expect(
            try given(["--no-required", "--no-maybe", "--no-color", "--noSlowStart", "--no-dry"]) == [
                "required": false, "no-required": true, "maybe": false, "no-maybe": true, "color": false,
                "no-color": true, "slowStart": false, "noSlowStart": true, "dry": false, "no-dry": true,
            ])
        #expect(
            try given(["--required"]) == [
                "required": true, "color": true, "slowStart": true, "dry": false, "no-dry": false,
            ])
        let options = CommandReading.description(of: try OddSwitches.parse(["--required"]), commandLine: []).options
        #expect(options.first { $0.name == "color" }?.defaultValue == true)
    }

    @Test func `A flag is turned off by the name that turns it off, which takes no other flag's value`() throws {
        let off = try #require(try given(["--no-color", "--disable-cache", "--fast"]))
        #expect(off["color"] == false && off["no-color"] == true)
        #expect(off["disable-cache"] == true)
        #expect(off["dry"] == false && off["no-dry"] == nil)
        #expect(off["fast"] == true)
        let usual = try #require(try given([]))
        #expect(usual["color"] == true && usual["no-color"] == nil && usual["disable-cache"] == nil)
        #expect(usual["fast"] == false)
    }

    @Test func `An option says whether its name stands before each of its values`() throws {
        let description = CommandReading.description(
            of: try Switches.parse(["--tag", "a", "--tag", "b"]), commandLine: [])
        let options = description.document["parser"]?.documentValue?["options"]?.documentValue
        #expect(options?["tag"]?.documentValue?["repeats"] == true)
        #expect(options?["files"]?.documentValue?["repeats"] == nil)
        #expect(description.optionValues["tag"] == ["a", "b"])
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

    enum Place: String, CaseIterable, ExpressibleByArgument {
        case near = "https://user:hunter2@near"
        case far = "https://user:hunter2@far"
    }

    /// Has its defaults from where secrets are, as programs have them from their environment.
    struct Connected: ParsableCommand {
        @Argument(help: "The data, as https://user:hunter2@host/data.") var data = "https://user:hunter2@host/data"
        @Option(help: "Where runs go.") var store = "mongodb://user:hunter2@host/runs"
        @Option var mirrors = ["mongodb://user:hunter2@one/runs", "mongodb://user:hunter2@two/runs"]
        @Option var place: Place = .near
    }

    @Test(arguments: [[], ["https://user:hunter2@host/given", "--store", "mongodb://user:hunter2@host/given"]])
    func `A password in an address is none of the command's defaults, help and choices`(arguments: [String]) throws {
        let description = CommandReading.description(
            of: try Connected.parse(arguments), commandLine: ["/bin/connected"]
        ).document
        #expect(!PythonJSON.text(.document(description)).contains("hunter2"))
        let options = try #require(description["parser"]?.documentValue?["options"]?.documentValue)
        #expect(options["store"]?.documentValue?["default"] == "mongodb://[redacted]@host/runs")
        #expect(options["place"]?.documentValue?["choices"]?.arrayValue?.count == 2)
        let given = description["arguments"]?.documentValue?["options"]?.documentValue
        #expect(given?["store"]?.stringValue?.hasPrefix("mongodb://[redacted]@host/") == true)
    }

    @Test func `All options are there with type, default and help, and what was given`() throws {
        let document = try document([
            "folder", "7", "8", "-l", "0.5", "--steps", "3", "--verbose", "--very-slow", "--workers", "2",
            "--api-key", "hunter2hunter2",
        ])
        #expect(document["script"] == "model train-net")
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
        #expect(file["command"]?.documentValue?["script"] == "")
        let run = try #require(try await bench.store.record(RecordID(logger.runID), in: .runs))
        #expect(run["command"] == file["command"])
    }
}
