import ArtifactRegistry
import FileStorage
import Foundation
import MongoFiles
import RegistryCore
import RegistryTestKit
import Testing

/// `visual-backend gc` of contents in a database.
@Suite(.enabled(if: TestMongoDB.url != nil, "\(TestMongoDB.absence)"))
struct CollectInDatabaseTests {
    @Test func `what no record names is deleted from the database that has the records, too`() async throws {
        let url = try #require(TestMongoDB.freshDatabaseURL())
        let parts = url.split(separator: "?", maxSplits: 1)
        let place = "\(parts[0])/team" + (parts.count > 1 ? "?\(parts[1])" : "")
        let content = try ContentStore(try MongoFileStore(url: place))
        let needed = try await content.put(Array("needed".utf8)).id
        let garbage = try await content.put(Array("garbage".utf8)).id
        let registry = try await DataManager(url: url)
        try await registry.addFile(["file": "weights.bin", "sha256": .string(needed.hexadecimal)])
        await registry.close()
        // Written two days ago.
        let script = """
            import sys, datetime
            from pymongo import MongoClient
            files = MongoClient(sys.argv[1]).get_default_database().fs.files
            files.update_many({}, {"$set": {"uploadDate": datetime.datetime.utcnow() - datetime.timedelta(days=2)}})
            """
        _ = try TestPython.run(script, url)
        try await withTemporaryFolder { folder in
            func run(_ arguments: String...) throws -> Program.End {
                try Program.run(["gc", place, "--store", url] + arguments, in: folder)
            }
            let dry = try run()
            #expect(
                dry.code == 0 && dry.output.contains("1 would be marked") && dry.output.contains("\(garbage)"), "\(dry)"
            )
            #expect(try run("--delete").output.contains("1 marked"))
            let gone = try run("--delete", "--undo-days", "0")
            #expect(gone.code == 0 && gone.output.contains("1 deleted, 7 bytes"), "\(gone)")
            #expect(try await !content.contains(garbage))
            #expect(try await content.contains(needed))
            let none = try Program.run(["gc", "mongodb://u:sesame@127.0.0.1:1/x/a//b", "--store", url], in: folder)
            #expect(none.code == 64 && !none.errors.contains("sesame"), "\(none)")
            let other = try Program.run(["gc", "ftp://u:sesame@host/x", "--store", url], in: folder)
            #expect(other.code != 0 && !other.errors.contains("sesame"), "\(other)")
        }
    }
}
