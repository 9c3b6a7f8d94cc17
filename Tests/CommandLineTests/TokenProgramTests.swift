import Foundation
import RegistryTestKit
import Testing

/// `visual-backend token` as a user starts it, and what it means for `serve`.
@Suite struct TokenProgramTests {
    private let owned: OwnedFolder

    init() throws { owned = try OwnedFolder() }

    private var path: String { owned.url.appending(path: "tokens.json").path(percentEncoded: false) }

    private func run(_ arguments: String...) throws -> Program.End {
        try Program.run(arguments, environment: ["LOGGERANDVIEWER_TOKENS": path], in: owned.url)
    }

    @Test func `a token is printed once, alone, and never listed`() throws {
        let made = try run("token", "create", "--role", "write", "--name", "trainer", "--expires", "30")
        #expect(made.code == 0)
        let secret = made.output.trimmingCharacters(in: .newlines)
        #expect(secret.wholeMatch(of: /lav_[0-9a-f]{64}/) != nil)
        #expect(made.errors.contains("trainer") && !made.errors.contains(secret))
        let list = try run("token", "list")
        #expect(list.code == 0 && list.output.contains("trainer") && list.output.contains("write"))
        #expect(!list.output.contains("lav_"))
        #expect(try run("token", "revoke", "trainer").code == 0)
        #expect(try run("token", "list").output.contains("There are no tokens"))
        #expect(try run("token", "revoke", "trainer").code == 66)
    }

    @Test func `a file that others can read is refused by every command, with what to do`() throws {
        _ = try run("token", "create", "--role", "read")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        for end in [
            try run("token", "list"), try run("token", "create", "--role", "read"),
            try run("serve", "--store", "memory:", "--port", "0"),
        ] {
            #expect(end.code == 77)
            #expect(end.errors.contains("chmod 600"))
        }
    }

    @Test func `a server that others reach, or that requires a token, does not start without one and says what to do`()
        throws
    {
        for arguments in [["--host", "0.0.0.0"], ["--host", "::"], ["--require-token"]] {
            let end = try Program.run(
                ["serve", "--store", "memory:", "--port", "0"] + arguments,
                environment: ["LOGGERANDVIEWER_TOKENS": path], in: owned.url)
            #expect(end.code == 64)
            #expect(end.errors.contains("visual-backend token create --role admin"))
            #expect(end.errors.contains(path))
        }
    }

    @Test func `an expired token is none`() throws {
        let text =
            "{\"version\":1,\"tokens\":[{\"id\":\"0123abcd\",\"name\":\"old\",\"role\":\"admin\",\"created\":\"2020-01-01\","
            + "\"expires\":\"2020-01-02\",\"sha256\":\"\(String(repeating: "0", count: 64))\"}]}"
        #expect(
            FileManager.default.createFile(
                atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600]))
        #expect(try run("token", "list").output.contains("expired"))
        #expect(try run("serve", "--store", "memory:", "--host", "0.0.0.0").code == 64)
    }

    @Test func `a certificate that is none is named, and comes with its key`() throws {
        let end = try run(
            "serve", "--store", "memory:", "--port", "0", "--tls-certificate", "/nowhere.pem", "--tls-key",
            "/no-key.pem")
        #expect(end.code == 66)
        #expect(end.errors.contains("/nowhere.pem"))
        #expect(try run("serve", "--store", "memory:", "--tls-key", "k").code == 64)
    }

    @Test(arguments: [
        ["--role", "owner"], [], ["--role", "read", "--expires", "0"], ["--role", "read", "--name", " "],
    ])
    func `a token that cannot be made is refused`(arguments: [String]) throws {
        let end = try Program.run(
            ["token", "create"] + arguments, environment: ["LOGGERANDVIEWER_TOKENS": path], in: owned.url)
        #expect(end.code == 64)
        #expect(end.output.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}
