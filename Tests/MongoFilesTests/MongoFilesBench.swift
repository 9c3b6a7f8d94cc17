import BSONCoding
import FileStorage
import Foundation
import MongoFiles
import MongoStorage
import RegistryCore
import RegistryTestKit
import Testing

/// A database that no other test uses, seen as files, as a bucket and by pymongo.
struct MongoFilesBench {
    let url: String
    let store: MongoFileStore

    init() throws {
        url = try #require(TestMongoDB.freshDatabaseURL())
        store = try MongoFileStore(url: url)
    }

    func bucket() async throws -> MongoBucket {
        try await MongoBucket.open(try MongoConfiguration(url: url), name: MongoFileStore.usualBucket)
    }

    /// Runs Python with `db`, the database, `fs`, its GridFS, and `sys.argv[2:]`.
    @discardableResult
    func python(_ script: String, _ arguments: String...) throws -> String {
        let beginning = """
            import sys, json, gridfs, hashlib
            from pymongo import MongoClient
            client = MongoClient(sys.argv[1], serverSelectionTimeoutMS=20000)
            db = client.get_default_database()
            fs = gridfs.GridFS(db)
            arguments = json.loads(sys.argv[2])

            """
        let list = String(decoding: try JSONEncoder().encode(arguments), as: UTF8.self)
        return String(decoding: try TestPython.run(beginning + script, url, list), as: UTF8.self)
    }

    /// How many documents a collection of the bucket has.
    func count(_ collection: String) throws -> Int {
        Int(try python("print(db.fs[arguments[0]].count_documents({}), end='')", collection)) ?? -1
    }
}
