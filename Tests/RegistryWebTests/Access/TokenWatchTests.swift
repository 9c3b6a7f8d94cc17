import Foundation
import Logging
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct TokenWatchTests {
    private let time = TestTime()
    private let file: TokenFile

    init() {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tokens-\(UUID().uuidString)")
        file = TokenFile(path: folder.appending(path: "t.json").path(percentEncoded: false), sources: time.sources)
    }

    private func watch(isRequired: Bool = false) throws -> TokenWatch {
        try TokenWatch(file: file, isRequired: isRequired, now: time.sources.now, logger: LiveServer.silent)
    }

    @Test func `a changed file is noticed, at most once a second`() throws {
        let watch = try watch()
        #expect(!watch.isRequired)
        _ = try file.create(role: .read)
        time.advance(seconds: 0.9)
        #expect(try watch.tokens().isEmpty)
        time.advance(seconds: 0.1)
        #expect(try watch.tokens().count == 1)
        #expect(watch.isRequired)
        try file.revoke(try #require(try file.tokens().first).id)
        time.advance(seconds: 1)
        #expect(try watch.tokens().isEmpty)
    }

    @Test func `a server that asked for tokens goes on asking when the file is gone`() throws {
        _ = try file.create(role: .read)
        let watch = try watch()
        try FileManager.default.removeItem(atPath: file.path)
        time.advance(seconds: 1)
        #expect(watch.isRequired)
        #expect(try watch.tokens().isEmpty)
    }

    @Test func `a file that can no longer be used lets nobody in, until it is repaired`() throws {
        let watch = try watch()
        _ = try file.create(role: .read)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
        time.advance(seconds: 1)
        #expect(watch.isRequired)
        #expect(throws: RegistryError.self) { try watch.tokens() }
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        time.advance(seconds: 1)
        #expect(try watch.tokens().count == 1)
    }

    @Test func `a clock that is set back does not stop the looking`() throws {
        let watch = try watch()
        _ = try file.create(role: .read)
        time.advance(seconds: -3_600)
        #expect(watch.isRequired)
    }
}
