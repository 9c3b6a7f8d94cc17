package import FileStorage
import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

/// What every store of files must do, case by case, on a store that is empty and its own.
package enum FileStoreContract {
    package struct Case: Sendable, CustomTestStringConvertible {
        package let testDescription: String
        package let check: @Sendable (any FileStore) async throws -> Void
        /// Whether the server has to look at the conditions of writes.
        package var needsConditions = false

        init(
            _ description: String, needsConditions: Bool = false,
            _ check: @escaping @Sendable (any FileStore) async throws -> Void
        ) {
            testDescription = description
            self.needsConditions = needsConditions
            self.check = check
        }
    }

    package static let cases: [Case] = [
        Case("bytes come back as they were written, and a file is replaced as a whole") { store in
            let key = try FileKey("runs/7/weights.bin")
            #expect(try await !store.exists(key))
            for count in [0, 1, 3, 70_000] {
                let bytes = TestBytes.make(count, seed: UInt64(count))
                let written = try await store.write(bytes, to: key)
                #expect(written.size == Int64(count) && written.key == key)
                #expect(try await store.read(key) == bytes)
                let info = try #require(try await store.info(key))
                #expect(info.size == Int64(count))
                #expect(info.version != nil)
            }
        },
        Case("text comes back, in any script") { store in
            let key = try FileKey("notes/Größe 精度 🎯.txt")
            try await store.writeText("Grüße, 世界 👩🏽‍🚀\n\"quoted\" \\ <&>", to: key)
            #expect(try await store.readText(key) == "Grüße, 世界 👩🏽‍🚀\n\"quoted\" \\ <&>")
        },
        Case("names with any characters are different files, are listed as they are, and deleted") { store in
            let names = [
                "a b", "a+b", "a%20b", "a%2Bb", "100%", "q?x=1&y=2", "#frag", "semi;colon:at@", "quote'\"",
                "brackets[]{}()",
                "star*", "dollar$,comma", "tilde~", "é", "e\u{301}", "日本語", "🎯", "-dash", ".hidden",
                "...", "\u{301}mark",
                "UPPER", "upper", "=eq=", "<tag>&amp;", String(repeating: "k", count: 200),
            ]
            for (number, name) in names.enumerated() {
                try await store.write([UInt8(number)], to: try FileKey("odd/\(name)"))
            }
            let listed = try await store.allFiles(in: try FileKey("odd"))
            #expect(Set(listed.map(\.key)) == Set(try names.map { try FileKey("odd/\($0)") }))
            for (number, name) in names.enumerated() {
                #expect(try await store.read(try FileKey("odd/\(name)")) == [UInt8(number)], "\(name)")
                try await store.delete(try FileKey("odd/\(name)"))
            }
            #expect(try await store.allFiles().isEmpty)
        },
        Case("parts of a file are read, and what is behind its end is not there") { store in
            let key = try FileKey("part")
            let bytes = TestBytes.make(100_000)
            try await store.write(bytes, to: key)
            #expect(try await store.read(key, range: 0..<1) == [bytes[0]])
            #expect(try await store.read(key, range: 50_000..<70_001) == Array(bytes[50_000..<70_001]))
            #expect(try await store.read(key, range: 99_999..<200_000) == [bytes[99_999]])
            #expect(try await store.read(key, range: 100_000..<100_001) == [])
            #expect(try await store.read(key, range: 5..<5) == [])
        },
        Case("what is missing is said to be missing, with its name") { store in
            let key = try FileKey("no/such/file")
            #expect(try await store.info(key) == nil)
            let error = await #expect(throws: RegistryError.self) { try await store.read(key) }
            #expect(error?.code == .notFound)
            #expect(error?.message.contains("no/such/file") == true)
            try await store.delete(key)
            #expect(try await store.list(FileListing(in: key)).files.isEmpty)
        },
        Case("a file is written once only where that is asked", needsConditions: true) { store in
            let key = try FileKey("once")
            let once = WriteOptions(condition: .onlyIfAbsent)
            try await store.write([1], to: key, options: once)
            let error = await #expect(throws: RegistryError.self) { try await store.write([2], to: key, options: once) }
            #expect(error?.code == .alreadyExists)
            #expect(try await store.read(key) == [1])
        },
        Case("streams are written with a size that is known and with one that is not") { store in
            let bytes = TestBytes.make(300_001)
            try await store.write(
                FileChunks(bytes, chunkSize: 1_009), size: nil, to: try FileKey("s/1"), options: WriteOptions())
            try await store.write(
                FileChunks(bytes, chunkSize: 70_000), size: 300_001, to: try FileKey("s/2"), options: WriteOptions())
            try await store.write(FileChunks([]), size: nil, to: try FileKey("s/3"), options: WriteOptions())
            #expect(try await store.read(try FileKey("s/1")) == bytes)
            #expect(try await store.read(try FileKey("s/2")) == bytes)
            #expect(try await store.read(try FileKey("s/3")) == [])
        },
        Case("a source that fails, or gives another number of bytes, leaves nothing") { store in
            struct Broken: Error {}
            let key = try FileKey("half")
            let count = Mutex(0)
            let source = FileChunks {
                let number = count.withLock {
                    $0 += 1
                    return $0
                }
                if number > 3 { throw Broken() }
                return [UInt8](repeating: 1, count: 1_000)
            }
            await #expect(throws: Broken.self) {
                try await store.write(source, size: nil, to: key, options: WriteOptions())
            }
            await #expect(throws: RegistryError.self) {
                try await store.write(FileChunks([1, 2]), size: 3, to: key, options: WriteOptions())
            }
            #expect(try await !store.exists(key))
            #expect(try await store.allFiles().isEmpty)
        },
        Case("lists come page by page, nothing twice and nothing left out") { store in
            let names = ["a.b", "a/x", "a/x.y", "a/x/1", "a/y", "ab", "b/1", "b/2", "Z", "é"].filter { $0 != "a/x" }
            for name in names { try await store.write([1], to: try FileKey(name)) }
            let expected = try names.map { try FileKey($0) }.sorted()
            for limit in [1, 2, 3, 9, 10, 1_000] {
                var listing = FileListing(limit: limit)
                var found: [FileKey] = []
                repeat {
                    let page = try await store.list(listing)
                    #expect(page.files.count <= limit)
                    found += page.files.map(\.key)
                    listing.cursor = page.next
                } while listing.cursor != nil && found.count < 100
                #expect(found.count == expected.count && Set(found) == Set(expected), "pages of \(limit)")
                // SeaweedFS lists its folders as a tree.
                if !(store is S3FileStore) { #expect(found == expected, "pages of \(limit)") }
            }
        },
        Case("a folder is listed with its files and the folders in it") { store in
            for name in ["f/1", "f/2", "f/g/3", "f/h/i/4", "other/5", "f.txt"] {
                try await store.write([1], to: try FileKey(name))
            }
            let page = try await store.list(FileListing(in: try FileKey("f"), isRecursive: false))
            #expect(page.files.map(\.key.path) == ["f/1", "f/2"])
            #expect(page.folders.map(\.path) == ["f/g", "f/h"])
            let top = try await store.list(FileListing(isRecursive: false))
            #expect(top.files.map(\.key.path) == ["f.txt"])
            #expect(top.folders.map(\.path).sorted() == ["f", "other"])
            #expect(
                try await store.allFiles(in: try FileKey("f")).map(\.key.path) == ["f/1", "f/2", "f/g/3", "f/h/i/4"])
            await #expect(throws: RegistryError.self) { try await store.list(FileListing(limit: 1_001)) }
        },
        Case("what is appended stands at the end") { store in
            let key = try FileKey("log.txt")
            try await store.appendText("one\n", to: key)
            try await store.appendText("two\n", to: key)
            try await store.appendText("", to: key)
            #expect(try await store.readText(key) == "one\ntwo\n")
        },
        Case("files of this machine go there and back, and are told about") { store in
            try await withTemporaryFolder { folder in
                let bytes = TestBytes.make(200_000)
                let file = folder.appending(path: "in")
                try Data(bytes).write(to: file)
                let seen = Mutex<[TransferProgress]>([])
                let options = WriteOptions(progress: { step in seen.withLock { $0.append(step) } })
                let key = try FileKey("up/file")
                try await store.upload(fileAt: file.path, to: key, options: options)
                #expect(seen.withLock { $0.last } == TransferProgress(bytes: 200_000, total: 200_000))
                let out = folder.appending(path: "out").path
                try await store.download(key, toFileAt: out) { step in seen.withLock { $0.append(step) } }
                #expect(try Data(contentsOf: URL(filePath: out)) == Data(bytes))
                #expect(seen.withLock { $0.last } == TransferProgress(bytes: 200_000, total: 200_000))
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["in", "out"])
                let missing = try FileKey("up/none")
                await #expect(throws: RegistryError.self) { try await store.download(missing, toFileAt: out + "2") }
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["in", "out"])
                let error = await #expect(throws: RegistryError.self) {
                    try await store.upload(fileAt: folder.appending(path: "nothing").path, to: key)
                }
                #expect(error?.code == .notFound)
            }
        },
        Case("an empty file goes there and back") { store in
            try await withTemporaryFolder { folder in
                let file = folder.appending(path: "in")
                try Data().write(to: file)
                try await store.upload(fileAt: file.path, to: try FileKey("empty"))
                let out = folder.appending(path: "out").path
                try await store.download(try FileKey("empty"), toFileAt: out)
                #expect(try Data(contentsOf: URL(filePath: out)).isEmpty)
            }
        },
        Case("many at the same time do not disturb each other") { store in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<24 {
                    group.addTask {
                        let key = try FileKey("many/\(number)")
                        let bytes = TestBytes.make(5_000 + number, seed: UInt64(number))
                        try await store.write(bytes, to: key)
                        #expect(try await store.read(key) == bytes)
                        if number % 2 == 0 { try await store.delete(key) }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await store.allFiles(in: try FileKey("many")).count == 12)
        },
        Case("an address names the file") { store in
            let key = try FileKey("x/a b.txt")
            #expect(try await store.address(of: key).contains("x/a%20b.txt"))
        },
        Case("content is stored once, found again, compared with its name, and collected when nobody needs it") {
            store in
            try await ContentStoreCases.lifeOfContent(store)
        },
    ]
}
