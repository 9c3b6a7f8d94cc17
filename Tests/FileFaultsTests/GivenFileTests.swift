import FileFaults
import Foundation
import RegistryTestKit
import Testing

struct GivenFileTests {
    private let folder: OwnedFolder

    init() throws { folder = try OwnedFolder() }

    private func error(_ path: String, mostBytes: Int = 100, mustBeRegular: Bool = false) -> GivenFileError? {
        do throws(GivenFileError) {
            _ = try GivenFile(path, mostBytes: mostBytes, mustBeRegular: mustBeRegular)
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
            #expect(file.bytes == Array("text".utf8) && file.permissions == 0o600 && file.owner == geteuid())
            #expect(file.closingAdvice == "Close it to them with: chmod 600 \(path)")
        }
        #expect(error(path, mostBytes: 3) == .tooLarge(mostBytes: 3))
    }

    @Test func `The null device is an empty file by whatever name, and another device is none`() throws {
        for aim in ["null", "zero"] {
            try FileManager.default.createSymbolicLink(
                atPath: "\(folder.path)/\(aim)", withDestinationPath: "/dev/\(aim)")
        }
        for path in ["/dev/null", "/dev//null", folder.path + "/null"] {
            #expect(try GivenFile(path, mostBytes: 4).bytes.isEmpty)
            #expect(error(path, mustBeRegular: true) == .notRegular(.device))
        }
        #expect(error(folder.path + "/zero") == .notRegular(.device))
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/mem"), "this system has no such file"))
    func `What the system does not read is told with its number`() {
        // Nothing lies at the beginning of a process's memory.
        #expect(error("/proc/self/mem") == .unreadable(EIO))
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

    @Test(arguments: ["999999", "99999999999999999999", "-1", "+0", "00", "0x"])
    func `A number that is no open file's is missing`(number: String) {
        #expect(error("/dev/fd/\(number)") == .missing)
    }

    @Test func `A file that was given open is read from where it stands, and once`() throws {
        let handle = try FileHandle(forReadingFrom: try folder.file("file", Array("head rest".utf8)))
        defer { try? handle.close() }
        try handle.seek(toOffset: 5)
        let path = "/dev/fd/\(handle.fileDescriptor)"
        let file = try GivenFile(path, mostBytes: 100)
        #expect(file.bytes == Array("rest".utf8))
        #expect(file.closingAdvice == "Close to them what is connected as \(path).", "the path is another's elsewhere")
        #expect(try GivenFile(path, mostBytes: 100).bytes.isEmpty)
        #expect(try handle.offset() == 9, "what was given stays open")
    }

    @Test(.timeLimit(.minutes(1)))
    func `A named pipe that was given open ends although its writer had gone before it was read`() throws {
        let path = folder.path + "/pipe"
        try #require(mkfifo(path, 0o600) == 0)
        let reader = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        try #require(reader >= 0)
        defer { close(reader) }
        let writer = FileHandle(fileDescriptor: open(path, O_WRONLY | O_CLOEXEC), closeOnDealloc: true)
        try writer.write(contentsOf: Data("port = 1\n".utf8))
        try writer.close()
        let given = "/dev/fd/\(reader)"
        #expect(error(given, mustBeRegular: true) == .notRegular(.pipe))
        #expect(try GivenFile(given, mostBytes: 100, patience: .seconds(10)).bytes == Array("port = 1\n".utf8))
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
