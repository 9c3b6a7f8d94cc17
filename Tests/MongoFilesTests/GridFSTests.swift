import FileStorage
import FileTestKit
import Foundation
import MongoFiles
import RegistryCore
import RegistryTestKit
import Testing

@Suite("Files in MongoDB beside pymongo's GridFS", .enabled(if: TestMongoDB.url != nil, "\(TestMongoDB.absence)"))
struct GridFSTests {
    @Test(arguments: [0, 1, 1 << 20, (1 << 20) + 1, 4 << 20, (4 << 20) + 1, 9_000_000])
    func `pymongo reads what was written`(_ count: Int) async throws {
        let bench = try MongoFilesBench()
        let bytes = TestBytes.make(count)
        let key = try FileKey("runs/7/e\u{301}.bin")
        try await bench.store.write(
            FileChunks(bytes, chunkSize: 100_003), size: nil, to: key, options: WriteOptions(contentType: "image/png"))
        #expect(try await bench.store.read(key) == bytes)
        let script = """
            out = fs.get_last_version(arguments[0])
            data = out.read()
            print(len(data), out.length, hashlib.sha256(data).hexdigest() == out.metadata["sha256"], out.metadata["contentType"], end="")
            """
        #expect(try bench.python(script, key.path) == "\(count) \(count) True image/png")
        #expect(try bench.count("loose") == 0)
    }

    @Test func `pymongo reads what was appended to`() async throws {
        let bench = try MongoFilesBench()
        let key = try FileKey("log")
        var expected: [UInt8] = []
        for size in [0, 5, (1 << 20) - 5, 1, 3 << 20, (4 << 20) + 7, 0, 2] {
            let bytes = TestBytes.make(size, seed: UInt64(size))
            try await bench.store.append(bytes, to: key)
            expected += bytes
            #expect(try await bench.store.info(key)?.size == Int64(expected.count))
        }
        #expect(try await bench.store.read(key) == expected)
        let digest = try bench.python(
            "print(hashlib.sha256(fs.get_last_version('log').read()).hexdigest(), end='')")
        let (id, _) = try await ContentStore(bench.store).put(expected)
        #expect(digest == id.hexadecimal)
    }

    @Test func `what other programs have in the bucket is neither listed nor changed`() async throws {
        let bench = try MongoFilesBench()
        try bench.python("fs.put(b'one', filename='a'); fs.put(b'two', filename='a')")
        let key = try FileKey("a")
        #expect(try await bench.store.info(key) == nil)
        #expect(try await bench.store.allFiles().isEmpty)
        try await bench.store.writeText("three", to: key)
        try await bench.store.delete(key)
        try await bench.store.collectLeftovers(unfinishedFor: .zero, replacedFor: .zero)
        #expect(
            try bench.python("print([fs.get_version('a', n).read().decode() for n in (0, 1)], end='')")
                == "['one', 'two']")
    }

    @Test(arguments: [
        ("db.fs.chunks.delete_one({'n': 3})", 5 << 20),
        ("db.fs.chunks.update_one({'n': 1}, {'$set': {'data': b'short'}})", 5 << 20),
        ("db.fs.chunks.update_one({}, {'$set': {'data': b'x' * 300}})", 300),
        ("db.fs.chunks.update_one({}, {'$set': {'data': 'text'}})", 300),
        ("db.fs.files.update_one({}, {'$set': {'length': 2 ** 60}})", 300),
        ("db.fs.files.update_one({}, {'$set': {'chunkSize': 0}})", 300),
        ("db.fs.files.update_one({}, {'$set': {'length': -1}})", 300),
    ])
    func `what was damaged in the database is said to be`(_ damage: String, _ count: Int) async throws {
        let bench = try MongoFilesBench()
        let key = try FileKey("a")
        try await bench.store.write(TestBytes.make(count), to: key)
        try bench.python(damage)
        #expect(await code { try await bench.store.read(key) } == .corruptData)
    }
}
