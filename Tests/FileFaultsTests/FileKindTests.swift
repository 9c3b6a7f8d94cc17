import FileFaults
import Foundation
import RegistryTestKit
import Testing

struct FileKindTests {
    @Test func `What lies at a path is told in words, over links, and nothing is opened for it`() throws {
        let folder = try OwnedFolder()
        let file = try folder.file("file", [1]).path
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: file)
        try #require(mkfifo(folder.path + "/pipe", 0o600) == 0)
        #expect(FileKind(at: file) == .regular && FileKind(at: folder.path + "/link") == .regular)
        #expect(FileKind(at: folder.path) == .folder)
        #expect(FileKind(at: folder.path + "/pipe") == .pipe && FileKind.pipe.words == "a pipe")
        #expect(FileKind(at: "/dev/null") == .device && FileKind.device.words == "a device")
        #expect(FileKind(at: folder.path + "/nothing") == nil)
        #expect(FileFault.isRegularFile(file) && !FileFault.isRegularFile(folder.path + "/pipe"))
    }
}
