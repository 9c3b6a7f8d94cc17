import ArtifactRegistry
import Foundation
import RegistryCore
import RegistryTestKit
import RegistryWeb
import Testing

@testable import visual_backend

/// Commands that ask a running server.
@Suite struct ClientTests {
    private let owned: OwnedFolder

    init() throws { owned = try OwnedFolder() }

    private var store: String { "sqlite:\(owned.url.appending(path: "r.sqlite").path(percentEncoded: false))" }

    private func fill() async throws {
        let registry = try await DataManager(url: store)
        try await registry.store.insert(
            (1...1_205).map { ["MSE": .double(1 / Double($0)), "ModelName": "Auto"] }, into: .artifacts)
        let run = try await registry.createRun(name: "first", parameters: ["size": 48])
        let point = SeriesPoint(step: 0, time: run.startTime, value: 0.25, sequence: 0)
        try await registry.appendPoints([SeriesAppend(series: SeriesID(run: run.id, metric: "Loss"), points: [point])])
        await registry.close()
    }

    private func run(_ arguments: [String], _ environment: [String: String] = [:]) throws -> Program.End {
        try Program.run(arguments, environment: environment, in: owned.url)
    }

    @Test func `a server is asked as a store is, and answers the same`() async throws {
        try await fill()
        let server = try await RunningServer(["--store", store], in: owned.url)
        for command in [
            ["search", "--filter", "MSE < 0.5", "--sort", "-MSE", "--limit", "3"],
            ["search", "--limit", "1100", "--json"],
            ["runs", "--metric", "Loss"], ["runs", "--filter", "metrics.Loss < 0.5", "--json"],
            ["runs", "--filter", "metrics.Loss > 0.5"],
        ] {
            let local = try run(command + ["--store", store])
            let remote = try run(command + ["--server", server.address])
            #expect(local.code == 0 && remote.code == 0, "\(command): \(local.errors) \(remote.errors)")
            #expect(remote.output == local.output && !local.output.isEmpty)
        }
        #expect(
            try run(["search", "--json", "--limit", "1100", "--server", server.address]).output.split(separator: "\n")
                .count == 1_100)
        #expect(try run(["runs", "--metric", "Loss", "--server", server.address]).output.contains("0.25"))
        let wrong = try run(["search", "--filter", "MSE <", "--server", server.address])
        #expect(wrong.code == 64 && wrong.errors.contains("(request "))
        #expect(server.end() == 0)
    }

    @Test func `a server draws one metric of one run into a file`() async throws {
        try await fill()
        let server = try await RunningServer(["--store", store], in: owned.url)
        let listed = try Document(json: Array(try run(["runs", "--store", store, "--json"]).output.utf8))
        let id = try #require(listed["_id"]?.stringValue)
        let chart = ["chart", "--server", server.address, "--metric", "Loss", "-o", "loss.png"]
        #expect(try run(chart + ["--run", id, "--log-y", "--dark", "--width", "300"]).code == 0)
        let png = try Data(contentsOf: owned.url.appending(path: "loss.png"))
        #expect(Array(png.prefix(4)) == [0x89, 0x50, 0x4E, 0x47])
        let missing = try run(["chart", "--server", server.address, "--metric", "a&b=c", "--run", id, "-o", "x.png"])
        #expect(missing.code == 66 && missing.errors.contains("a&b=c"))
        #expect(server.end() == 0)
    }

    @Test func `what a server does not draw is drawn here, of the runs that it finds`() async throws {
        try await fill()
        let server = try await RunningServer(["--store", store], in: owned.url)
        for chart in [
            ["--filter", "name = 'first'"], [], ["--kind", "bars"], ["--filter", "params.size > 40", "--log-x"],
            ["--kind", "parallel"],
        ] {
            let (local, remote) = (owned.url.appending(path: "local.png"), owned.url.appending(path: "remote.png"))
            let command = ["chart", "--metric", "Loss"] + chart
            let here = try run(command + ["--store", store, "-o", "local.png"])
            let there = try run(command + ["--server", server.address, "-o", "remote.png"])
            #expect(here.code == 0 && there.code == 0, "\(chart): \(here.errors) \(there.errors)")
            #expect(try Data(contentsOf: local) == Data(contentsOf: remote), "\(chart)")
        }
        let terminal = try run(["chart", "--server", server.address, "--metric", "Loss", "--filter", "name = 'first'"])
        #expect(terminal.code == 0 && terminal.output.contains("Loss"))
        let none = try run(["chart", "--server", server.address, "--metric", "Other", "-o", "x.png"])
        #expect(none.code == 66 && none.errors.contains("Loss"))
        let wrong = try run(["chart", "--server", server.address, "--metric", "Loss", "--filter", "name ="])
        #expect(wrong.code == 64)
        #expect(server.end() == 0)
    }

    @Test func `a token for a server comes from a private file or the environment`() async throws {
        let tokens = owned.url.appending(path: "tokens.json").path(percentEncoded: false)
        let secret = try TokenFile(path: tokens).create(role: .read).secret
        let server = try await RunningServer(
            ["--store", "memory:"], environment: ["LOGGERANDVIEWER_TOKENS": tokens], in: owned.url)
        let file = try owned.file("token", Array("\(secret)\n".utf8)).path(percentEncoded: false)
        let runs = ["runs", "--server", server.address]
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        #expect(try run(runs + ["--token-file", file]).errors.contains("chmod 600"))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        #expect(try run(runs + ["--token-file", file]).code == 0)
        #expect(try run(runs, ["LOGGERANDVIEWER_TOKEN": secret]).code == 0)
        let none = try run(runs)
        #expect(none.code == 77 && none.errors.contains("--token-file"))
        let wrong = try run(runs, ["LOGGERANDVIEWER_TOKEN": "lav_hunter2"])
        #expect(wrong.code == 77 && !wrong.errors.contains("hunter2"))
        #expect(server.end() == 0)
    }

    @Test(.timeLimit(.minutes(1))) func `a pipe is no file of a token, and nobody waits for it`() throws {
        let pipe = owned.url.appending(path: "pipe").path(percentEncoded: false)
        try #require(mkfifo(pipe, 0o600) == 0)
        let end = try run(["runs", "--server", "http://127.0.0.1:1", "--token-file", pipe])
        #expect(end.code == 64 && end.errors.contains("is a pipe"), "\(end)")
        let missing = try run(["runs", "--server", "http://127.0.0.1:1", "--token-file", pipe + "s"])
        #expect(missing.code == 66 && missing.errors.contains("is not there"), "\(missing)")
    }

    @Test func `the null device has no token, and nobody is told to close it to others`() throws {
        let link = owned.url.appending(path: "link").path(percentEncoded: false)
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/dev/null")
        for path in ["/dev/null", "/dev/stdin", link] {
            let end = try run(["runs", "--server", "http://127.0.0.1:1", "--token-file", path])
            #expect(end.code == 64 && end.errors.contains("There is no token in \(path)"), "\(end)")
            #expect(!end.errors.contains("chmod"), "\(end)")
        }
    }

    @Test func `a token in an open file that is connected is refused without a command for another file`() throws {
        let file = try owned.file("token", Array("lav_x\n".utf8))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
        let end = try Program.run(
            ["runs", "--server", "http://127.0.0.1:1", "--token-file", "/dev/stdin"], in: owned.url,
            input: try FileHandle(forReadingFrom: file))
        #expect(end.code == 77 && end.errors.contains("connected as /dev/stdin"), "\(end)")
        #expect(!end.errors.contains("chmod"))
    }

    @Test(arguments: ["", "ftp://x", "http://a:hunter2@x", "http://x/path", "x:80", "http://x?y=1"])
    func `what is no server's address is refused by its client`(url: String) {
        #expect {
            _ = try ServerClient(url: url, token: nil)
        } throws: { error in
            (error as? RegistryError)?.code == .invalidArgument && !"\(error)".contains("hunter2")
        }
    }

    @Test func `a server that is not there, or is another, is told`() throws {
        let absent = try run(["search", "--server", "http://127.0.0.1:1"])
        #expect(absent.code == 69 && absent.errors.contains("Nothing answers at http://127.0.0.1:1"))
        #expect(try run(["search", "--server", "http://x", "--store", "memory:"]).code == 64)
        #expect(try run(["search", "--token-file", "x"]).code == 64)
    }

    @Test func `a token that others could read on its way is told of`() async throws {
        for (url, isShown) in [
            ("http://tracker.lab", true), ("https://tracker.lab", false), ("http://127.0.0.1:8080", false),
            ("http://[::1]:80", false),
        ] {
            let client = try ServerClient(url: url, token: "lav_x")
            #expect(client.showsToken == isShown && client.address == url)
            await client.close()
        }
    }
}
