import FileStorage
import FileTestKit
import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@Suite("A local folder")
struct LocalFileStoreTests {
    @Test func `files and folders are their owner's alone`() async throws {
        try await withTemporaryFolder { folder in
            let store = try await LocalFileStore(folder: folder.appending(path: "new/store").path)
            try await store.write([1], to: try FileKey("a/b"))
            try await store.append([1], to: try FileKey("a/c"))
            for (name, mode) in [("a/b", 0o600), ("a/c", 0o600), ("a", 0o700)] {
                let attributes = try FileManager.default.attributesOfItem(atPath: "\(store.path)/\(name)")
                #expect(attributes[.posixPermissions] as? Int == mode, "\(name)")
            }
        }
    }

    @Test(arguments: [
        "", "/", "/etc/passwd", "..", "../x", "a/../b", "a/./b", ".", "a//b", "a/", "a\0b", "a\nb", "a\\b", "\u{7F}",
        String(repeating: "x", count: 1_025),
    ])
    func `paths that climb or hide are no names`(_ path: String) {
        let error = #expect(throws: RegistryError.self) { try FileKey(path) }
        #expect(error?.code == .invalidArgument)
    }

    @Test func `links below the folder are not followed, neither by reading nor by writing nor by deleting`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let outside = folder.appending(path: "outside")
            try FileManager.default.createDirectory(at: outside, withIntermediateDirectories: true)
            try Data("secret".utf8).write(to: outside.appending(path: "file"))
            let store = try await LocalFileStore(folder: folder.appending(path: "store").path)
            try FileManager.default.createSymbolicLink(atPath: "\(store.path)/dir", withDestinationPath: outside.path)
            try FileManager.default.createSymbolicLink(
                atPath: "\(store.path)/link", withDestinationPath: outside.appending(path: "file").path)
            for name in ["dir/file", "link"] {
                let key = try FileKey(name)
                await #expect(throws: RegistryError.self, "\(name)") { try await store.read(key) }
                await #expect(throws: RegistryError.self, "\(name)") { try await store.append([1], to: key) }
                try? await store.delete(key)
            }
            let below = try FileKey("dir/new")
            let error = await #expect(throws: RegistryError.self) { try await store.write([1], to: below) }
            #expect(error?.code == .accessDenied)
            // A link is replaced by the file, and not written through; the one above was deleted.
            try FileManager.default.createSymbolicLink(
                atPath: "\(store.path)/link", withDestinationPath: outside.appending(path: "file").path)
            try await store.write([7], to: try FileKey("link"))
            #expect(try await store.read(try FileKey("link")) == [7])
            #expect(try String(contentsOf: outside.appending(path: "file"), encoding: .utf8) == "secret")
            #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path) == ["file"])
            #expect(try await store.allFiles().map(\.key.path) == ["link"])
        }
    }

    @Test func `a pipe is no file, and nobody waits for it`() async throws {
        try await withTemporaryFolder { folder in
            let store = try await LocalFileStore(folder: folder.path)
            #expect(mkfifo("\(folder.path)/pipe", 0o600) == 0)
            let key = try FileKey("pipe")
            await #expect(throws: RegistryError.self) { try await store.read(key) }
            #expect(try await store.info(key) == nil)
        }
    }

    @Test func `a file and a folder of one name are refused with a sentence`() async throws {
        try await withTemporaryFolder { folder in
            let store = try await LocalFileStore(folder: folder.path)
            try await store.write([1], to: try FileKey("a"))
            let below = try FileKey("a/b")
            let error = await #expect(throws: RegistryError.self) { try await store.write([1], to: below) }
            #expect(error?.code == .invalidArgument)
            #expect(try await store.read(try FileKey("a")) == [1])
            let long = try FileKey(String(repeating: "x", count: 256))
            await #expect(throws: RegistryError.self) { try await store.write([1], to: long) }
            let own = try FileKey(".lav-unfinished/x")
            await #expect(throws: RegistryError.self) { try await store.write([1], to: own) }
        }
    }

    @Test func `of many that append at the same time nothing is lost`() async throws {
        try await withTemporaryFolder { folder in
            let store = try await LocalFileStore(folder: folder.path)
            let key = try FileKey("log/lines")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<50 { group.addTask { try await store.appendText("line \(number)\n", to: key) } }
                try await group.waitForAll()
            }
            let lines = try await store.readText(key).split(separator: "\n")
            #expect(Set(lines) == Set((0..<50).map { "line \($0)" }))
            #expect(lines.count == 50)
        }
    }

    @Test func `of many that write on the condition that a file is what all have seen, one does`() async throws {
        try await withTemporaryFolder { folder in
            // As in several processes: each has the folder open for itself.
            var stores: [LocalFileStore] = []
            for _ in 0..<8 { stores.append(try await LocalFileStore(folder: folder.path)) }
            let key = try FileKey("a/counter")
            var info = try await stores[0].write([0], to: key)
            for round in 1...40 {
                let options = WriteOptions(condition: .onlyIfVersion(try #require(info.version)))
                let written = try await withThrowingTaskGroup(of: Bool.self) { group in
                    for (number, store) in stores.enumerated() {
                        group.addTask {
                            do {
                                // Of different lengths, so that no two files are one version.
                                let bytes = [UInt8](repeating: UInt8(number), count: round * 8 + number)
                                try await store.write(bytes, to: key, options: options)
                                return true
                            } catch let error as RegistryError where error.code == .alreadyExists {
                                return false
                            }
                        }
                    }
                    return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
                }
                #expect(written == 1, "round \(round)")
                info = try #require(try await stores[0].info(key))
            }
        }
    }

    @Test func `the lock of a folder stays, however old it is`() async throws {
        try await withTemporaryFolder { folder in
            let store = try await LocalFileStore(folder: folder.path)
            let key = try FileKey("a")
            let version = try #require(try await store.write([1], to: key).version)
            try await store.write([1, 2], to: key, options: WriteOptions(condition: .onlyIfVersion(version)))
            let lock = folder.appending(path: ".lav-unfinished/lock")
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -90_000)], ofItemAtPath: lock.path)
            _ = try await LocalFileStore(folder: folder.path)
            #expect(FileManager.default.fileExists(atPath: lock.path))
        }
    }

    @Test func `folders go with their last file, and what a crash left after a day`() async throws {
        try await withTemporaryFolder { folder in
            let store = try await LocalFileStore(folder: folder.path)
            try await store.write([1], to: try FileKey("a/b/c"))
            try await store.delete(try FileKey("a/b/c"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [".lav-unfinished"])
            let left = folder.appending(path: ".lav-unfinished/left")
            let young = folder.appending(path: ".lav-unfinished/young")
            try Data([1]).write(to: left)
            try Data([1]).write(to: young)
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -90_000)], ofItemAtPath: left.path)
            _ = try await LocalFileStore(folder: folder.path, removesLeftovers: false)
            #expect(FileManager.default.fileExists(atPath: left.path), "who only looks deletes nothing")
            _ = try await LocalFileStore(folder: folder.path)
            #expect(!FileManager.default.fileExists(atPath: left.path))
            #expect(FileManager.default.fileExists(atPath: young.path))
        }
    }

    @Test(.enabled(if: SmallVolume.isPermitted, SmallVolume.reason))
    func `a full disk is said, and leaves the old file`() async throws {
        try await withTemporaryFolder { folder in
            let volume = try SmallVolume(in: folder, mebibytes: 1)
            defer { volume.remove() }
            let store = try await LocalFileStore(folder: volume.folder.path)
            let key = try FileKey("weights")
            try await store.write([1, 2, 3], to: key)
            let bytes = TestBytes.make(2 << 20)
            let error = await #expect(throws: RegistryError.self) { try await store.write(bytes, to: key) }
            #expect(error?.message.contains("full") == true)
            #expect(try await store.read(key) == [1, 2, 3])
            try await store.write([4], to: key)
        }
    }
}
