import ArgumentParser
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
        #expect(command.filter == "MSE < 0.05")
        #expect(command.sort == "-MSE")
        #expect(command.json)
        for limit in ["0", "-1", "ten"] {
            #expect(throws: (any Error).self) { try VisualBackendProgram.parseAsRoot(["search", "--limit=\(limit)"]) }
        }
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

    @Test func `the help says what other machines need`() {
        let words = ServeCommand.helpMessage().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("other machines can reach needs a token first: visual-backend token create"))
    }
}
