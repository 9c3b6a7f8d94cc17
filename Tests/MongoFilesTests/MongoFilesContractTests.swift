import FileStorage
import FileTestKit
import MongoFiles
import RegistryTestKit
import Testing

@Suite(
    "Files in MongoDB keep the contract of file stores", .enabled(if: TestMongoDB.url != nil, "\(TestMongoDB.absence)"))
struct MongoFilesContractTests {
    @Test(arguments: FileStoreContract.cases)
    func `keeps the promise`(_ promise: FileStoreContract.Case) async throws {
        try await promise.check(try MongoFileStore(url: try #require(TestMongoDB.freshDatabaseURL())))
    }

    @Test(arguments: FileStoreContract.cases)
    func `keeps it in a folder of a database that has more`(_ promise: FileStoreContract.Case) async throws {
        let url = try #require(TestMongoDB.freshDatabaseURL())
        let parts = url.split(separator: "?", maxSplits: 1)
        let inFolder = "\(parts[0])/team%20a/b" + (parts.count > 1 ? "?\(parts[1])" : "")
        let all = try MongoFileStore(url: url)
        for name in ["team a", "team a/a", "team a/b", "team a/b.x", "team a/b0", "z"] {
            try await all.writeText(name, to: try .init(name))
        }
        try await promise.check(try MongoFileStore(url: inFolder))
        #expect(try await all.readText(try .init("team a/b.x")) == "team a/b.x")
    }
}
