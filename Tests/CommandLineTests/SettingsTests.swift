import ArgumentParser
import Foundation
import Logging
import RegistryCore
import RegistryTestKit
import Testing

@testable import visual_backend

@Suite struct SettingsTests {
    private let owned: OwnedFolder

    init() throws { owned = try OwnedFolder() }

    private func file(_ text: String, mode: Int = 0o600) throws -> String {
        let path = try owned.file("\(UUID().uuidString).conf", Array(text.utf8)).path(percentEncoded: false)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    private func settings(
        _ arguments: [String] = [], _ environment: [String: String] = [:], file: String? = nil
    ) throws -> Settings {
        let all = try arguments + (file.map { ["--config", try self.file($0)] } ?? [])
        let command = try #require(try VisualBackendProgram.parseAsRoot(["serve"] + all) as? ServeCommand)
        return try command.settings(environment: environment)
    }

    private func message(_ work: () throws -> Void) -> String {
        do {
            try work()
            return ""
        } catch {
            return (error as? RegistryError)?.message ?? "\(error)"
        }
    }

    @Test func `a flag goes before a variable, that before the file, that before the default`() throws {
        let text = "# a comment\n\nport = 3\nhost = \"10.0.0.1\"\n  log-level=debug  \n"
        let environment = [
            "LOGGERANDVIEWER_PORT": "2", "LOGGERANDVIEWER_HOST": "10.0.0.2", "LOGGERANDVIEWER_CHARTS": "",
        ]
        let settings = try settings(["--port", "1"], environment, file: text)
        #expect(settings[.port].values == ["1"] && settings[.port].origin == .flag("port"))
        #expect(settings[.host].values == ["10.0.0.2"] && settings[.host].origin == .variable("LOGGERANDVIEWER_HOST"))
        #expect(settings[.logLevel].values == ["debug"])
        #expect(settings[.logLevel].origin.description.hasSuffix(".conf, line 5"))
        #expect(settings[.store].values == ["sqlite:registry.sqlite"] && settings[.store].origin == .standard)
        #expect(settings[.charts].values.isEmpty)
    }

    @Test func `every setting has its flag, its variable and its line`() throws {
        let command = ServeCommand.helpMessage()
        for setting in Setting.allCases {
            #expect(command.contains("--\(setting.rawValue)"), "there is no flag --\(setting.rawValue)")
            let value = setting == .requireToken ? "yes" : setting.rawValue.hasSuffix("port") ? "7" : "x"
            let flags = setting == .requireToken ? ["--require-token"] : ["--\(setting.rawValue)", value]
            #expect(try settings(flags)[setting].values == [value])
            #expect(try settings([], [setting.variable: value])[setting].values == [value])
            #expect(try settings(file: "\(setting.rawValue) = \(value)")[setting].values == [value])
        }
    }

    @Test func `what may be repeated is, in the file by lines and in a variable by commas`() throws {
        #expect(try settings(file: "host-name = a\nhost-name = b")[.hostName].values == ["a", "b"])
        #expect(try settings([], ["LOGGERANDVIEWER_HOST_NAME": "a,b"])[.hostName].values == ["a", "b"])
        #expect(try settings(["--host-name", "c"], ["LOGGERANDVIEWER_HOST_NAME": "a,b"])[.hostName].values == ["c"])
    }

    @Test(arguments: [
        ("prot = 1", "line 1, has the name prot, which is no setting. Is port meant?"),
        ("port = 1\nlog_root = x", "line 2, has the name log_root, which is no setting. Is log-root meant?"),
        ("nothing-like-it-at-all = 1", "which is no setting. There are: store, host, port"),
        ("port", "line 1, is not of the form name = value."), ("= 1", "line 1, is not of the form"),
        ("port =", "line 1, gives port no value"), ("port = 1\nport = 2", "line 2, sets port for the second time."),
    ])
    func `a line that is wrong is an error with its number`(text: String, error: String) {
        #expect(message { _ = try settings(file: text) }.contains(error))
    }

    @Test func `a value that is wrong is an error that says where it stands`() throws {
        for (text, error) in [
            ("port = 80a", "line 1) is a port, which is a number from 0 to 65535; 80a is not."),
            ("port = 70000", "70000 is not"), ("require-token = maybe", "yes or no; maybe is not."),
            ("log-format = xml", "text or json; xml is not"), ("log-level = loud", "notice"),
            ("tls-key = k", "belong together"), ("store = nonsense", "not the URL of a store"),
        ] {
            #expect(message { _ = try ServePlan(try settings(file: text)) }.contains(error))
        }
    }

    @Test func `a mistyped variable is told, with the one that is meant`() throws {
        let settings = try settings([], ["LOGGERANDVIEWER_PROT": "1", "LOGGERANDVIEWER_TOKEN": "x", "HOME": "/"])
        #expect(
            settings.strangeVariables == [
                "The variable LOGGERANDVIEWER_PROT sets nothing. Is LOGGERANDVIEWER_PORT meant?"
            ])
    }

    @Test(arguments: [
        ("mongodb://me:hunter2@h/db", "mongodb://me:***@h/db"), ("mongodb://me:hun@ter2@h/db", "mongodb://me:***@h/db"),
        (
            "mongodb://h/db?tlsCertificateKeyFilePassword=hunter2&w=1",
            "mongodb://h/db?tlsCertificateKeyFilePassword=***&w=1"
        ),
        ("mongodb://me@h/", "mongodb://me@h/"), ("sqlite:/home/me@work/a:b@c", "sqlite:/home/me@work/a:b@c"),
        ("mongodb//me:hunter2@h", "***"), ("mongodb://h:27017,i:27017/?w=1", "mongodb://h:27017,i:27017/?w=1"),
    ])
    func `a password in a store's URL is never shown`(url: String, masked: String) throws {
        #expect(StoreURLText(text: url).masked == masked)
        #expect(StoreURLText(text: url).hasSecret == (url != masked))
        let listing = try settings([], ["LOGGERANDVIEWER_STORE": url]).listing
        #expect(listing.contains(masked) && !listing.contains("hunter2"))
    }

    @Test func `a password is not taken from the command line, nor from a file that others may read`() throws {
        let url = "mongodb://me:hunter2@h/"
        let told = message { _ = try ServePlan(try settings(["--store", url])) }
        #expect(told.contains("LOGGERANDVIEWER_STORE") && !told.contains("hunter2"))
        let path = try file("store = \(url)", mode: 0o644)
        let refused = message { _ = try SettingsFile(path: path) }
        #expect(refused.contains("chmod 600 \(path)") && !refused.contains("hunter2"))
    }

    @Test(.timeLimit(.minutes(1)))
    func `a pipe or a folder is no file of settings, and nobody waits for it; a link is what it leads to`() throws {
        let pipe = owned.url.appending(path: "pipe").path(percentEncoded: false)
        try #require(mkfifo(pipe, 0o600) == 0)
        #expect(message { _ = try SettingsFile(path: pipe) }.contains("\(pipe) is a pipe"))
        #expect(message { _ = try SettingsFile(path: owned.path) }.contains("\(owned.path) is a folder"))
        #expect(message { _ = try SettingsFile(path: pipe + ".conf") }.contains("\(pipe).conf is not there"))
        let link = owned.url.appending(path: "link").path(percentEncoded: false)
        let aim = try file("store = mongodb://me:hunter2@h/\n")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: aim)
        #expect(try SettingsFile(path: link).entries[.store]?.count == 1)
        let empty = owned.url.appending(path: "empty").path(percentEncoded: false)
        try FileManager.default.createSymbolicLink(atPath: empty, withDestinationPath: "/dev/null")
        #expect(try SettingsFile(path: empty).entries.isEmpty)
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/mem"), "this system has no such file"))
    func `a file of settings that is there and cannot be read is not told to be missing`() throws {
        let end = try Program.run(["serve", "--config", "/proc/self/mem", "--print-config"], in: owned.url)
        #expect(end.code == 69 && end.errors.contains("/proc/self/mem cannot be read"), "\(end)")
    }

    @Test(.enabled(if: geteuid() != 0, "the superuser may read every file"))
    func `a file of settings that may not be read is not told to be missing`() throws {
        let path = try file("port = 3\n", mode: 0)
        let end = try Program.run(["serve", "--config", path, "--print-config"], in: owned.url)
        #expect(end.code == 77 && end.errors.contains("cannot be read"), "\(end)")
    }

    @Test(.timeLimit(.minutes(1)))
    func `what is connected as standard input is a file of settings, also a named pipe whose writer has gone`() throws {
        let text = Data("port = 9000\n".utf8)
        let name = owned.url.appending(path: "named").path(percentEncoded: false)
        try #require(mkfifo(name, 0o600) == 0)
        let named = FileHandle(fileDescriptor: open(name, O_RDONLY | O_NONBLOCK | O_CLOEXEC), closeOnDealloc: true)
        // A shell waits for the writer instead, and leaves a pipe whose reading waits.
        try #require(fcntl(named.fileDescriptor, F_SETFL, 0) == 0)
        let writer = FileHandle(fileDescriptor: open(name, O_WRONLY | O_CLOEXEC), closeOnDealloc: true)
        let pipe = Pipe()
        for end in [writer, pipe.fileHandleForWriting] {
            try end.write(contentsOf: text)
            try end.close()
        }
        let regular = try FileHandle(forReadingFrom: try owned.file("settings", Array(text)))
        for input in [named, pipe.fileHandleForReading, regular] {
            let end = try Program.run(
                ["serve", "--config", "/dev/stdin", "--print-config"], in: owned.url, input: input)
            #expect(end.code == 0 && end.output.contains("/dev/stdin, line 1"), "\(end)")
        }
    }

    @Test func `a pipe that the shell connected is a file of settings`() throws {
        let pipe = Pipe()
        defer { withExtendedLifetime(pipe) {} }
        try pipe.fileHandleForWriting.write(contentsOf: Data("port = 3\n".utf8))
        try pipe.fileHandleForWriting.close()
        let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
        #expect(try SettingsFile(path: path).entries[.port]?.map(\.value) == ["3"])
    }

    @Test func `what is set is printed with where it is set`() throws {
        let listing = try settings(["--port", "1"], ["LOGGERANDVIEWER_HOST": "::1"]).listing
        let lines = listing.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(lines.contains(["port", "1", "--port"]) && lines.contains(["host", "::1", "LOGGERANDVIEWER_HOST"]))
        #expect(lines.contains(["log-root", "logs", "default"]) && lines.contains(["watch", "-", "default"]))
    }

    @Test func `the README's table has every setting, and the example's file is one that serve takes`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        for setting in Setting.allCases {
            let variable = setting.variable.dropFirst(Setting.variablePrefix.count)
            #expect(readme.contains("`--\(setting.rawValue)`") && readme.contains("`\(variable)`"))
        }
        let example = root.appending(path: "Examples/Deployment/server.conf").path(percentEncoded: false)
        #expect(try SettingsFile(path: example).entries[.requireToken]?.map(\.value) == ["yes"])
    }

    @Test func `a log folder that was named and is not there is an error, and the default one is made`() throws {
        let missing = owned.url.appending(path: "lgos").path(percentEncoded: false)
        let end = try Program.run(["serve", "--store", "memory:", "--log-root", missing], in: owned.url)
        #expect(end.code == 66 && end.errors.contains("\(missing) (--log-root)") && end.errors.contains("mkdir -p"))
        #expect(!FileManager.default.fileExists(atPath: missing))
    }

    @Test func `a store that was named and is not there is told to be a new one`() async throws {
        let path = owned.url.appending(path: "new.sqlite").path(percentEncoded: false)
        let server = try await RunningServer(["--store", "sqlite:\(path)"], in: owned.url)
        #expect(server.errorText.contains("There was no registry at \(path) (--store): it is a new one"))
        #expect(server.end() == 0)
        #expect(FileManager.default.fileExists(atPath: owned.url.appending(path: "logs").path(percentEncoded: false)))
        let again = try await RunningServer([], environment: ["LOGGERANDVIEWER_STORE": "sqlite:\(path)"], in: owned.url)
        #expect(!again.errorText.contains("new one"))
        #expect(again.end() == 0)
    }

    @Test func `log lines are JSON when that is wished`() async throws {
        let server = try await RunningServer(
            ["--store", "memory:", "--log-level", "info", "--log-format", "json"], in: owned.url)
        #expect(try await server.get("/runs").status == 200)
        #expect(server.end() == 0)
        let lines = try server.errorText.split(separator: "\n").map { try Document(json: Array($0.utf8)) }
        let line = try #require(lines.first { $0["route"]?.stringValue == "/runs" })
        #expect(
            line["status"] == 200 && line["milliseconds"]?.numberValue != nil && line["level"]?.stringValue == "info")
        #expect(line["message"]?.stringValue == "GET /runs answered" && line["requestId"]?.stringValue != nil)
    }
}
