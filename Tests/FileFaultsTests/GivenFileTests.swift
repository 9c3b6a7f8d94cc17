import FileFaults
import Foundation
import RegistryTestKit
import Testing

struct GivenFileTests {
    private let folder: OwnedFolder

    init() throws { folder = try OwnedFolder() }

    private func error(_ path: String, mostBytes: Int = 100) -> GivenFileError? {
        do throws(GivenFileError) {
            _ = try GivenFile(path, mostBytes: mostBytes)
            return nil
        } catch {
            return error
        }
    }

    @Test func `A file is read with the permissions that it has itself, also behind a link`() throws {
        let path = try folder.file("file", Array("text".utf8)).path
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: path)
        for path in [path, folder.path + "/link"] {
            let file = try GivenFile(path, mostBytes: 4)
            #expect(file.bytes == Array("text".utf8) && file.permissions == 0o600)
        }
        #expect(error(path, mostBytes: 3) == .tooLarge(mostBytes: 3))
        #expect(try GivenFile("/dev/null", mostBytes: 4).bytes.isEmpty)
    }

    @Test(.timeLimit(.minutes(1)))
    func `What is no regular file is refused with what it is, and not waited for`()
        throws
    {
        let pipe = folder.path + "/pipe"
        try #require(mkfifo(pipe, 0o600) == 0)
        #expect(error(pipe) == .notRegular(.pipe))
        #expect(error("/dev/zero") == .notRegular(.device))
        #expect(error(folder.path) == .notRegular(.folder))
        let sentence = GivenFileError.notRegular(.pipe).sentence(of: "The file of settings x")
        #expect(sentence.hasPrefix("The file of settings x is a pipe") && sentence.contains("/dev/stdin"))
    }

    @Test func `What is not there is missing, also below a file and behind a null byte`() throws {
        let path = try folder.file("file", []).path
        for missing in [folder.path + "/nothing", path + "/x", path + "\u{0}x", ""] {
            #expect(error(missing) == .missing, "\(missing)")
        }
    }

    @Test func `A pipe that was given open is read until its writer has ended, and no longer than said`() throws {
        let pipe = Pipe()
        defer { withExtendedLifetime(pipe) {} }
        let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
        try pipe.fileHandleForWriting.write(contentsOf: Data("port = 1\n".utf8))
        #expect(throws: GivenFileError.unfinished) { try GivenFile(path, mostBytes: 100, patience: .zero) }
        try pipe.fileHandleForWriting.write(contentsOf: Data("host = x\n".utf8))
        try pipe.fileHandleForWriting.close()
        #expect(try GivenFile(path, mostBytes: 100).bytes == Array("host = x\n".utf8))
    }

    @Test func `A pipe that was given open has no more than a file may have`() throws {
        let pipe = Pipe()
        defer { withExtendedLifetime(pipe) {} }
        try pipe.fileHandleForWriting.write(contentsOf: Data(repeating: 0, count: 101))
        let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
        #expect(error(path) == .tooLarge(mostBytes: 100))
    }
}
