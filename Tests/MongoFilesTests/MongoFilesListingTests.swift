import FileStorage
import Foundation
import MongoFiles
import RegistryCore
import RegistryTestKit
import Testing

@Suite("Lists of files in MongoDB", .enabled(if: TestMongoDB.url != nil, "\(TestMongoDB.absence)"))
struct MongoFilesListingTests {
    @Test func `pages of any size, of any folder, are what a plain list says`() async throws {
        let bench = try MongoFilesBench()
        var random = SeededGenerator(seed: 7)
        let parts = ["a", "b", "a.b", "a0", "\u{301}", "é", "e\u{301}", "-", "0"]
        var names: Set<FileKey> = []
        for _ in 0..<120 {
            let depth = Int.random(in: 1...4, using: &random)
            names.insert(
                try FileKey((0..<depth).map { _ in parts.randomElement(using: &random) ?? "a" }.joined(separator: "/")))
        }
        for name in names { try await bench.store.write([1], to: name) }
        for folder in [nil, try FileKey("a"), try FileKey("a/b"), try FileKey("é"), try FileKey("none")] {
            let beginning = folder.map { "\($0)/" } ?? ""
            let inside = names.filter { $0.path.utf8.starts(with: beginning.utf8) }.map { Array($0.path.utf8) }
            let direct = Set(
                inside.map { name -> [UInt8] in
                    let slash = name[beginning.utf8.count...].firstIndex(of: UInt8(ascii: "/"))
                    return slash.map { Array(name[...$0]) } ?? name
                })
            for (isRecursive, expected) in [(true, Set(inside)), (false, direct)] {
                for limit in [1, 2, 7, 1_000] {
                    let found = try await pages(of: bench.store, folder, isRecursive, limit)
                    let sorted = expected.sorted { $0.lexicographicallyPrecedes($1) }
                    #expect(found == sorted, "\(String(describing: folder)) \(isRecursive) \(limit)")
                }
            }
        }
    }

    /// All entries as bytes, a folder's with a slash at the end.
    private func pages(of store: MongoFileStore, _ folder: FileKey?, _ isRecursive: Bool, _ limit: Int) async throws
        -> [[UInt8]]
    {
        var found: [[UInt8]] = []
        var listing = FileListing(in: folder, isRecursive: isRecursive, limit: limit)
        repeat {
            let page = try await store.list(listing)
            let entries = page.files.map { Array($0.key.path.utf8) } + page.folders.map { Array("\($0.path)/".utf8) }
            #expect(entries.count <= limit && page.unusableNames == 0)
            found += entries.sorted { $0.lexicographicallyPrecedes($1) }
            listing.cursor = page.next
        } while listing.cursor != nil && found.count < 1_000
        return found
    }

    @Test func `a cursor of another list shows nothing outside the folder`() async throws {
        let bench = try MongoFilesBench()
        for name in ["a/1", "f/1", "f/2", "z"] { try await bench.store.write([1], to: try FileKey(name)) }
        for (cursor, expected) in [
            ("a/", ["f/1", "f/2"]), ("", ["f/1", "f/2"]), ("f/1", ["f/2"]), ("z", []), ("\u{0}", ["f/1", "f/2"]),
        ] {
            let page = try await bench.store.list(FileListing(in: try FileKey("f"), cursor: cursor))
            #expect(page.files.map(\.key.path) == expected, "\(cursor)")
        }
    }

    @Test func `a folder of more files than a page is passed over at once`() async throws {
        let bench = try MongoFilesBench()
        try bench.python(
            """
            from datetime import datetime
            from bson import ObjectId
            names = ["f/%04d" % n for n in range(2500)] + ["g", "h/x"] + ["m/%04d/y" % n for n in range(1100)]
            db.fs.files.insert_many([{"_id": ObjectId(), "filename": n, "length": 0, "chunkSize": 1, "uploadDate": datetime.now(), "metadata": {"unique": True}} for n in names])
            """)
        let top = try await bench.store.list(FileListing(isRecursive: false))
        #expect(top.folders.map(\.path) == ["f", "h", "m"] && top.files.map(\.key.path) == ["g"])
        #expect(try await bench.store.allFiles().count == 3_602)
        #expect(
            try await bench.store.list(FileListing(in: try FileKey("m"), isRecursive: false)).folders.count == 1_000)
    }
}
