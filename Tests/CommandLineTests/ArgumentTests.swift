import ArgumentParser
import RegistryCore
import RegistryWeb
import Testing

@testable import visual_backend

@Suite struct ArgumentTests {
    @Test func `serve is what happens without a subcommand`() throws {
        let command = try #require(try VisualBackendProgram.parseAsRoot(["--port", "0"]) as? ServeCommand)
        #expect(command.port == 0)
        let plan = try ServePlan(try command.settings(environment: [:]))
        #expect(plan.storeURL == "sqlite:registry.sqlite" && plan.notice == nil)
        #expect(plan.configuration.host == "127.0.0.1" && plan.configuration.port == 0)
        #expect(plan.configuration.logRoot == "logs" && !plan.configuration.requiresToken)
    }

    @Test func `every option of serve is read`() throws {
        let command = try #require(
            try VisualBackendProgram.parseAsRoot([
                "serve", "--store", "memory:", "--host", "0.0.0.0", "--require-token", "--tokens", "t", "--host-name",
                "a",
                "--host-name", "b", "--log-root", "x", "--charts", "y", "--assets", "z",
            ]) as? ServeCommand)
        #expect(command.storeOptions.store == "memory:")
        #expect(command.hostNames == ["a", "b"])
        #expect(command.requiresToken == true && command.tokenOptions.path == "t")
    }

    @Test func `log directories to watch and to import are read`() throws {
        let serve = try #require(
            try VisualBackendProgram.parseAsRoot(["--watch", "a", "--watch", "b"]) as? ServeCommand)
        #expect(serve.watchedFolders == ["a", "b"])
        let command = try #require(
            try VisualBackendProgram.parseAsRoot([
                "import", "tensorboard", "logs", "--store", "memory:", "--experiment", "e", "--metrics", "7",
            ]) as? ImportTensorBoardCommand)
        #expect(command.logDirectory == "logs" && command.experiment == "e" && command.metrics == 7)
        #expect(command.storeOptions.store == "memory:")
    }

    @Test func `a search has its limits`() throws {
        let command = try #require(
            try VisualBackendProgram.parseAsRoot([
                "search", "--filter", "MSE < 0.05", "--json", "--limit", "3", "--sort", "-MSE",
            ]) as? SearchCommand)
        #expect(command.options.filter == "MSE < 0.05")
        #expect(command.options.sort == "-MSE")
        #expect(command.options.json)
        for limit in ["0", "-1", "ten"] {
            #expect(throws: (any Error).self) { try VisualBackendProgram.parseAsRoot(["search", "--limit=\(limit)"]) }
        }
    }

    @Test func `a chart goes to a file or to the terminal, not silently to one of both`() throws {
        let arguments = ["chart", "--metric", "loss"]
        _ = try VisualBackendProgram.parseAsRoot(arguments + ["--terminal", "kitty"])
        #expect(throws: (any Error).self) {
            try VisualBackendProgram.parseAsRoot(arguments + ["--terminal", "kitty", "-o", "out.png"])
        }
    }

    @Test func `A size in pixels is looked at only where there are pixels`() throws {
        func look(_ arguments: String...) throws -> ChartLookOptions { try ChartLookOptions.parse(arguments) }
        _ = try ChartDestination(nil, look("--width", "-1", "--terminal", "braille"))
        #expect(throws: RegistryError.self) { try ChartDestination(nil, look("--width", "-1", "--terminal", "sixel")) }
        #expect(throws: RegistryError.self) { try ChartDestination("-", look("--width", "-1")) }
    }

    @Test func `Colours are left out when NO_COLOR is said, and not when it is empty`() {
        #expect(ChartDestination.wantsColors([:]) && ChartDestination.wantsColors(["NO_COLOR": ""]))
        #expect(!ChartDestination.wantsColors(["NO_COLOR": "1"]))
    }

    @Test func `a chart needs a run, a metric and a file`() throws {
        let run = "0190a000000070008000000000000001"
        let arguments = ["chart", "--run", run, "--metric", "loss", "-o", "out.png"]
        let command = try #require(try VisualBackendProgram.parseAsRoot(arguments) as? ChartCommand)
        #expect(command.metric == ["loss"])
        #expect(throws: (any Error).self) { try VisualBackendProgram.parseAsRoot(["chart", "-o", "out.png"]) }
        #expect(throws: (any Error).self) {
            try VisualBackendProgram.parseAsRoot(arguments + ["--filter", "status = \"finished\""])
        }
    }

    @Test(arguments: [
        ("\u{1B}_Gi=31;OK\u{1B}\\\u{1B}[?62;c", TerminalPicture.kitty),
        ("\u{1B}[?62;4;22c", .sixel), ("\u{1B}[?64;14;42c", .braille), ("", .braille),
        ("\u{1B}_Gi=31;ENOENT\u{1B}\\\u{1B}[?4c", .sixel),
    ])
    func `what a terminal answers says which pictures it can show`(answer: String, picture: TerminalPicture) {
        #expect(TerminalPicture.understood(answer) == picture)
    }

    @Test func `a number below 0 is read as one, and told why it is none that can be`() throws {
        let chart = ["chart", "--metric", "-loss", "--filter", "-1 < metrics.loss", "--x", "-time"]
        let command = try #require(
            try VisualBackendProgram.parseAsRoot(
                chart + ["--smooth", "-0.5", "--max-runs", "-3", "--width", "-800", "--height", "-1", "--scale", "-2"])
                as? ChartCommand)
        #expect(command.smooth == -0.5 && command.maxRuns == -3 && command.metric == ["-loss"] && command.x == "-time")
        #expect(command.look.width == -800 && command.look.height == -1 && command.look.scale == -2)
        #expect(throws: RegistryError.self) { try command.look.size() }
        let search = #expect(throws: (any Error).self) {
            try VisualBackendProgram.parseAsRoot(["search", "--limit", "-1"])
        }
        #expect(VisualBackendProgram.message(for: try #require(search)).contains("--limit is a number from 1"))
        let sync = #expect(throws: (any Error).self) {
            try VisualBackendProgram.parseAsRoot(["sync", "logs", "--timeout", "-1"])
        }
        #expect(VisualBackendProgram.message(for: try #require(sync)).contains("from 1"))
        let serve = try VisualBackendProgram.parseAsRoot(["serve", "--port", "-1"]) as? ServeCommand
        #expect(serve?.port == -1)
    }

    @Test(
        arguments: [
            ([:], 100, 30), (["COLUMNS": "72", "LINES": "50"], 72, 50), (["COLUMNS": "132"], 132, 30),
            (["COLUMNS": "0", "LINES": "-5"], 100, 30), (["COLUMNS": "wide", "LINES": "9999999"], 100, 30),
            (["COLUMNS": "19", "LINES": "4"], 19, 30),
        ] as [([String: String], Int, Int)])
    func `without a terminal the environment says how wide it is, if that can be`(
        environment: [String: String], columns: Int, rows: Int
    ) {
        #expect(
            TerminalSize(terminal: nil, environment: environment) == TerminalSize(columns: columns, rows: rows))
        let asked = TerminalSize(columns: 60, rows: 20)
        #expect(TerminalSize(terminal: asked, environment: environment) == asked)
    }

    @Test func `a line that is too narrow for a chart is told`() {
        #expect(ChartDestination.warning(columns: 24) == nil)
        #expect(ChartDestination.warning(columns: 15)?.contains("15 characters, and a chart needs 24") == true)
    }

    @Test func `the help says what other machines need`() {
        let words = ServeCommand.helpMessage().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("other machines can reach needs a token first: visual-backend token create"))
    }
}
