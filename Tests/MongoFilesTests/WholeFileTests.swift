import BSONCoding
import FileStorage
import FileTestKit
import Foundation
import MongoFiles
import MongoStorage
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@Suite(
    "Files in MongoDB appear and go as a whole", .enabled(if: TestMongoDB.url != nil, "\(TestMongoDB.absence)"))
struct WholeFileTests {
    @Test func `who reads a file that is replaced or deleted reads it to its end`() async throws {
        let bench = try MongoFilesBench()
        let key = try FileKey("a")
        let old = TestBytes.make(9 << 20)
        try await bench.store.write(old, to: key)
        let reading = try await bench.store.readChunks(key)
        var iterator = reading.makeAsyncIterator()
        var read = try #require(try await iterator.next())
        try await bench.store.write([1, 2, 3], to: key)
        try await bench.store.append([4], to: key)
        #expect(try await bench.store.read(key) == [1, 2, 3, 4])
        try await bench.store.delete(key)
        while let chunk = try await iterator.next() { read += chunk }
        #expect(read == old)
        #expect(try await !bench.store.exists(key))
        #expect(try await bench.store.collectLeftovers() == 0)
        #expect(try await bench.store.collectLeftovers(replacedFor: .zero) == 2)
        #expect(try bench.count("chunks") == 0 && bench.count("loose") == 0)
    }

    @Test func `a program that ends in mid-upload leaves nothing that is seen, and what it left is collected`()
        async throws
    {
        let bench = try MongoFilesBench()
        let key = try FileKey("a")
        try await bench.store.writeText("old", to: key)
        let bucket = try await bench.bucket()
        let id = ObjectID()
        try await bucket.begin(id)
        try await bucket.add([TestBytes.make(1 << 20), TestBytes.make(1 << 20)], from: 0, of: id)
        #expect(try await bench.store.readText(key) == "old")
        #expect(try await bench.store.allFiles().map(\.key) == [key])
        // It could still be going on.
        #expect(try await bench.store.collectLeftovers(replacedFor: .zero) == 0)
        try await bucket.add([[1]], from: 2, of: id)
        #expect(try await bench.store.collectLeftovers(unfinishedFor: .zero) == 1)
        #expect(try bench.count("chunks") == 1)
        // Should it go on all the same, it is told so.
        let file = BucketFile(id: id, name: "a", size: (2 << 20) + 1, chunkSize: 1 << 20)
        #expect(await code { try await bucket.publish(file, chunks: nil, .always) } == .timedOut)
        #expect(await code { try await bucket.renew(id) } == .timedOut)
        #expect(try await bench.store.readText(key) == "old")
    }

    @Test func `a source that fails after some batches leaves no bytes`() async throws {
        struct Broken: Error {}
        let bench = try MongoFilesBench()
        let count = Mutex(0)
        let source = FileChunks {
            let number = count.withLock {
                $0 += 1
                return $0
            }
            if number > 9 { throw Broken() }
            return [UInt8](repeating: 1, count: 1 << 20)
        }
        let key = try FileKey("a")
        await #expect(throws: Broken.self) {
            try await bench.store.write(source, size: nil, to: key, options: WriteOptions())
        }
        #expect(try bench.count("chunks") == 0)
        #expect(try await bench.store.collectLeftovers(replacedFor: .zero) == 1)
        #expect(try bench.count("loose") == 0)
    }

    @Test func `a step that is taken again because no answer came is taken once`() async throws {
        let bench = try MongoFilesBench()
        let bucket = try await bench.bucket()
        let id = ObjectID()
        try await bucket.begin(id)
        for last in [1, 3, 3] {
            try await bucket.add((0..<last).map { [UInt8($0)] }, from: 0, of: id)
        }
        let file = BucketFile(id: id, name: "a", size: 3, chunkSize: 1)
        let first = try await bucket.publish(file, chunks: nil, .onlyIfAbsent)
        #expect(try await bucket.publish(file, chunks: nil, .onlyIfAbsent) == first)
        #expect(try await bucket.chunks(0..<3, of: first) == [[0], [1], [2]])
        // It was replaced since: what is there now stays.
        let newer = BucketFile(id: ObjectID(), name: "a", size: 1, chunkSize: 1)
        _ = try await bucket.publish(newer, chunks: [[9]], .always)
        _ = try await bucket.publish(file, chunks: nil, .always)
        #expect(try await bucket.file(named: "a")?.id == newer.id)
        // Given up after it appeared: it stays.
        try await bucket.discard(newer.id)
        #expect(try await bench.store.read(try FileKey("a")) == [9])
        let call = ObjectID()
        for _ in 0..<3 { _ = try await bucket.append([7], to: "a", call: call) }
        _ = try await bucket.append([8], to: "a", call: ObjectID())
        _ = try await bucket.append([7], to: "a", call: call)
        #expect(try await bench.store.read(try FileKey("a")) == [9, 7, 8])
    }

    @Test func `of many who write a file only if it is absent one does, and each version is replaced once`()
        async throws
    {
        let bench = try MongoFilesBench()
        let key = try FileKey("a")
        func race(_ condition: WriteOptions.Condition) async -> Int {
            await withTaskGroup(of: RegistryError.Code?.self) { group in
                for number in 0..<12 {
                    group.addTask {
                        await code {
                            try await bench.store.write(
                                [UInt8(number)], to: key, options: WriteOptions(condition: condition))
                        }
                    }
                }
                var written = 0
                for await code in group {
                    if code == nil { written += 1 } else { #expect(code == .alreadyExists) }
                }
                return written
            }
        }
        #expect(await race(.onlyIfAbsent) == 1)
        let version = try #require(try await bench.store.info(key)?.version)
        #expect(await race(.onlyIfVersion(version)) == 1)
        #expect(await race(.always) == 12)
        #expect(try bench.count("files") == 1)
    }

    @Test func `of many who append nothing is lost`() async throws {
        let bench = try MongoFilesBench()
        let key = try FileKey("log")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    for line in 0..<10 { try await bench.store.appendText("\(writer).\(line)\n", to: key) }
                }
            }
            try await group.waitForAll()
        }
        let lines = try await bench.store.readText(key).split(separator: "\n").map(String.init)
        #expect(lines.count == 80 && Set(lines).count == 80)
        for writer in 0..<8 {
            #expect(lines.filter { $0.hasPrefix("\(writer).") } == (0..<10).map { "\(writer).\($0)" })
        }
    }

    @Test func `a file that changes while it is sent is not stored`() async throws {
        let bench = try MongoFilesBench()
        try await withTemporaryFolder { folder in
            let path = folder.appending(path: "file").path
            try Data(TestBytes.make(6 << 20)).write(to: URL(filePath: path))
            let hasChanged = Mutex(false)
            let options = WriteOptions(progress: { _ in
                guard
                    hasChanged.withLock({ changed in
                        defer { changed = true }; return !changed
                    })
                else { return }
                if let file = FileHandle(forWritingAtPath: path) {
                    _ = try? file.seekToEnd()
                    try? file.write(contentsOf: Data([1]))
                }
            })
            let key = try FileKey("a")
            #expect(
                await code { try await bench.store.upload(fileAt: path, to: key, options: options) } == .corruptData)
            #expect(try await !bench.store.exists(key))
            #expect(try bench.count("chunks") == 0)
        }
    }
}
