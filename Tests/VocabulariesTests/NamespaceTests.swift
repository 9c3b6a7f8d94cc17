import Foundation
import RegistryCore
import RegistryTestKit
import Testing
import Vocabularies

/// A `/` with a mark behind it is one character to Swift, and a separator to a file system and a bucket.
struct NamespaceTests {
    private static let names = ["../\u{301}x", "a/../\u{301}x", "./\u{301}x", "a/..", "a//\u{301}x"]

    @Test(arguments: names)
    func `A name with a mark behind a slash leads nowhere else either`(name: String) async throws {
        let logger = try MLBench().logger()
        expectError(.invalidArgument) { _ = try logger.metrics(name) }
        expectError(.invalidArgument) { _ = try logger.files(name) }
        expectError(.invalidArgument) { _ = try logger.files.exists(name) }
        await #expect(throws: RegistryError.self) { try await logger.run(name) { _ in } }
        await #expect(throws: RegistryError.self) { try await logger.experiment(name) { _ in } }
    }

    @Test func `A name that begins with a mark is one in its namespace`() async throws {
        let bench = try MLBench()
        let logger = try bench.logger()
        let files = try logger.files("a")
        files.save(bytes: [1], "\u{301}x")
        #expect(try await files.load("\u{301}x") == [1])
        #expect(try files.list() == ["\u{301}x"] && logger.files.list() == ["a/\u{301}x"])
        #expect(FileManager.default.fileExists(atPath: bench.folder.path + "/files/a/%CC%81x"))
        try await logger.close()
    }
}
