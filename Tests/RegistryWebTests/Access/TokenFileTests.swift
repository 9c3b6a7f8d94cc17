import Foundation
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct TokenFileTests {
    private let time = TestTime()
    private let file: TokenFile

    init() {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tokens-\(UUID().uuidString)")
        file = TokenFile(
            path: folder.appending(path: "below/tokens.json").path(percentEncoded: false), sources: time.sources)
    }

    private func mode(_ path: String) throws -> Int {
        try #require(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    @Test func `a token is kept as a digest, in a file of its owner's alone`() throws {
        let (token, secret) = try file.create(role: .write, name: "trainer", expiringAfterDays: 2)
        let text = try String(contentsOfFile: file.path, encoding: .utf8)
        #expect(!text.contains(secret) && !text.contains(secret.dropFirst(4)))
        #expect(text.contains(try #require(Secret(token: secret)).digest.hexadecimal))
        #expect(try mode(file.path) == 0o600)
        #expect(try mode(URL(filePath: file.path).deletingLastPathComponent().path(percentEncoded: false)) == 0o700)
        let kept = try #require(try file.tokens().first)
        #expect(kept.id == token.id && kept.name == "trainer" && kept.role == .write && kept.created == time.now)
        #expect(kept.digest == Secret(token: secret)?.digest)
        #expect(!kept.isExpired(at: time.now))
        time.advance(seconds: 2 * 86_400)
        #expect(kept.isExpired(at: time.now))
    }

    @Test(.timeLimit(.minutes(1))) func `a pipe is no file of tokens, and is told as what it is`() throws {
        let folder = URL(filePath: file.path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try #require(mkfifo(file.path, 0o600) == 0)
        let error = #expect(throws: RegistryError.self) { try file.tokens() }
        #expect(error?.code == .invalidArgument && error?.message.contains("it is a pipe") == true)
    }

    @Test func `the null device is no file of tokens, which every change would put another file in the place of`() {
        let null = TokenFile(path: "/dev/null", sources: time.sources)
        let error = #expect(throws: RegistryError.self) { try null.tokens() }
        #expect(error?.code == .invalidArgument && error?.message.contains("it is a device") == true)
        #expect(error?.message.contains("chmod") == false)
    }

    @Test func `a file that is too large for one of tokens is told how large it may be`() throws {
        _ = try file.create(role: .admin)
        let handle = try FileHandle(forWritingTo: URL(filePath: file.path))
        try handle.truncate(atOffset: 1_000_001)
        try handle.close()
        let error = #expect(throws: RegistryError.self) { try file.tokens() }
        #expect(error?.code == .invalidArgument && error?.message.contains("1000000 bytes") == true)
    }

    @Test func `a file of tokens that can never be there is not taken for one without tokens`() throws {
        _ = try file.create(role: .admin)
        let below = TokenFile(path: file.path + "/tokens.json", sources: time.sources)
        let error = #expect(throws: RegistryError.self) { try below.tokens() }
        #expect(error?.code == .unavailable && error?.message.contains("\(file.path) is a file") == true)
        let cut = TokenFile(path: file.path + "\u{0}.json", sources: time.sources)
        for work in [{ _ = try cut.tokens() }, { _ = try cut.create(role: .read) }] {
            #expect { try work() } throws: { ($0 as? RegistryError)?.code == .invalidArgument }
        }
        #expect(try file.tokens().count == 1)
    }

    @Test func `a file that is not there holds no token, and is not made by looking`() throws {
        #expect(try file.tokens().isEmpty)
        #expect(!FileManager.default.fileExists(atPath: file.path))
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o660, 0o602])
    func `a file that others may read or change is refused`(mode: Int) throws {
        _ = try file.create(role: .admin)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
        for work in [{ _ = try file.tokens() }, { _ = try file.create(role: .read) }, { try file.revoke("x") }] {
            #expect {
                try work()
            } throws: { error in
                guard let error = error as? RegistryError else { return false }
                return error.code == .accessDenied && error.message.contains("chmod 600 \(file.path)")
            }
        }
    }

    @Test(arguments: [
        "", "{", "[]", "{\"version\":2,\"tokens\":[]}", "{\"version\":1}", "{\"version\":1,\"tokens\":[{}]}",
        "{\"version\":1,\"tokens\":[7]}",
        "{\"version\":1,\"tokens\":[{\"id\":\"0123abcd\",\"name\":\"a\",\"role\":\"admin\","
            + "\"created\":\"2026-01-01\",\"expires\":7,\"sha256\":\"" + String(repeating: "0", count: 64) + "\"}]}",
    ])
    func `a damaged file is refused rather than read in part`(text: String) throws {
        _ = try file.create(role: .admin)
        try FileManager.default.removeItem(atPath: file.path)
        #expect(
            FileManager.default.createFile(
                atPath: file.path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600]))
        #expect {
            try file.tokens()
        } throws: { ($0 as? RegistryError)?.code == .corruptData }
    }

    @Test func `names are unique, and a token goes by its name or its identifier`() throws {
        let first = try file.create(role: .read, name: "dashboard").token
        let second = try file.create(role: .read).token
        #expect(second.name == second.id)
        for name in ["dashboard", first.id] {
            #expect {
                _ = try file.create(role: .read, name: name)
            } throws: { ($0 as? RegistryError)?.code == .alreadyExists }
        }
        for name in ["", " a", "a\nb", "\u{202E}a", String(repeating: "a", count: 65)] {
            #expect {
                _ = try file.create(role: .read, name: name)
            } throws: { ($0 as? RegistryError)?.code == .invalidArgument }
        }
        #expect(try file.revoke("dashboard").id == first.id)
        #expect(try file.revoke(second.id).id == second.id)
        #expect(try file.tokens().isEmpty)
    }

    @Test func `revoking what is not there does not repeat what was typed`() throws {
        let secret = try file.create(role: .read).secret
        #expect {
            try file.revoke(secret)
        } throws: { error in
            guard let error = error as? RegistryError else { return false }
            return error.code == .notFound && !error.message.contains(secret)
        }
    }

    @Test func `programs that write at the same time lose no token`() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 { group.addTask { _ = try file.create(role: .read) } }
            try await group.waitForAll()
        }
        #expect(try file.tokens().count == 20)
        #expect(!FileManager.default.fileExists(atPath: file.path + ".new"))
    }

    @Test func `the usual place follows the environment`() {
        #expect(TokenFile.usualPath(environment: ["LOGGERANDVIEWER_TOKENS": "/t", "HOME": "/h"]) == "/t")
        #expect(
            TokenFile.usualPath(environment: ["XDG_CONFIG_HOME": "/x", "HOME": "/h"])
                == "/x/loggerandviewer/tokens.json")
        #expect(
            TokenFile.usualPath(environment: ["XDG_CONFIG_HOME": "x", "HOME": "/h"])
                == "/h/.config/loggerandviewer/tokens.json")
    }
}
