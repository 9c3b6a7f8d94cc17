import FileFaults
import Foundation
import RegistryTestKit
import Testing

struct FileFaultTests {
    private let folder: OwnedFolder
    private var file: String { folder.path + "/a file" }

    init() throws {
        folder = try OwnedFolder()
        try Data("x".utf8).write(to: URL(filePath: file))
    }

    private func text(_ work: () throws -> Void) -> String {
        #expect(throws: (any Error).self) { try work() }.map { FileFault.text(of: $0) } ?? ""
    }

    @Test(arguments: ["", "/run", "/run/deeper"])
    func `A file in the place of a folder is named, wherever on the way it lies`(rest: String) {
        let text = text {
            try FileManager.default.createDirectory(atPath: file + rest, withIntermediateDirectories: true)
        }
        #expect(text == "\(file) is a file and not a folder. Name another folder, or move the file away.")
        #expect(FileFault.fileInTheWay(of: file + rest) == text)
    }

    @Test func `A path is named with the system's reason, and what the system did not say stays as it is`() {
        let missing = folder.path + "/nothing"
        #expect(
            text { _ = try FileManager.default.contentsOfDirectory(atPath: missing) }
                == "\(missing): No such file or directory.")
        #expect(FileFault.text(of: POSIXError(.ENOSPC)) == "No space left on device.")
        #expect(FileFault.text(of: ENOTDIR, path: missing) == "\(missing): Not a directory.")
        #expect(FileFault.fileInTheWay(of: missing) == nil && FileFault.fileInTheWay(of: "nothing/at/all") == nil)
        #expect(!FileFault.text(of: CocoaError(.coderInvalidValue)).isEmpty)
    }
}
