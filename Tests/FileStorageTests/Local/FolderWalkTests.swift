import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import FileStorage

@Suite("What a page of a folder's files costs")
struct FolderWalkTests {
    @Test func `a page asks the disk about the files that it says, and about no others of their folder`() async throws {
        try await withTemporaryFolder { folder in
            let names = (0..<300).map { "f\(1_000 + $0)" }
            for name in names { try Data([1]).write(to: folder.appending(path: name)) }
            var found: [String] = []
            var cursor: String?
            var questions: [Int] = []
            repeat {
                var walk = FolderWalk(limit: 7, isRecursive: true, after: cursor)
                try walk.visit(DiskFolder(folder.path), prefix: "")
                found += walk.page.files.map(\.key.path)
                questions.append(walk.questions)
                cursor = walk.page.next
            } while cursor != nil
            #expect(found == names)
            // A file system that does not say what its names are is asked about each.
            let isTold = try DiskFolder(folder.path).entries().allSatisfy { $0.kind != .unknown }
            #expect(questions.allSatisfy { $0 <= (isTold ? 7 : 307) }, "\(questions)")
            #expect(!isTold || questions.reduce(0, +) == 300)
        }
    }

    @Test func `links, pipes and what is deleted meanwhile are not listed, and folders are where they were`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let store = try await LocalFileStore(folder: folder.path)
            for name in ["a.b", "a/x", "b", "c/d/e"] { try await store.write([1], to: try FileKey(name)) }
            try FileManager.default.createSymbolicLink(
                atPath: "\(folder.path)/link", withDestinationPath: "\(folder.path)/b")
            #expect(mkfifo("\(folder.path)/pipe", 0o600) == 0)
            let kinds = try DiskFolder(folder.path).entries()
            #expect(Set(kinds.map(\.name)) == ["a.b", "a", "b", "c", "link", "pipe", LocalFileStore.workFolder])
            #expect(try await store.allFiles().map(\.key.path) == ["a.b", "a/x", "b", "c/d/e"])
            let top = try await store.list(FileListing(isRecursive: false))
            #expect(top.files.map(\.key.path) == ["a.b", "b"] && top.folders.map(\.path) == ["a", "c"])
            let second = try await store.list(FileListing(isRecursive: false, limit: 2, cursor: "a.b"))
            #expect(second.folders.map(\.path) == ["a"] && second.files.map(\.key.path) == ["b"])
            #expect(second.next == "b")
        }
    }
}
