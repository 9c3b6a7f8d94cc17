import Foundation
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct LogFolderTests {
    private let base: URL
    private let folder: LogFolder

    init() throws {
        base = FileManager.default.temporaryDirectory.appending(path: "log-folder-\(UUID().uuidString)")
        let data = base.appending(path: "logs/run/data")
        try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
        for name in ["a.csv", "50%2Foff_12345.csv", "with space ü.csv", "two%0Alines%1B_1.csv", "not.txt"] {
            try Data("x".utf8).write(to: data.appending(path: name))
        }
        try Data("x".utf8).write(to: base.appending(path: "secret.csv"))
        try FileManager.default.createDirectory(
            at: base.appending(path: "logs-of-others"), withIntermediateDirectories: true)
        try Data("x".utf8).write(to: base.appending(path: "logs-of-others/secret.csv"))
        folder = LogFolder(path: base.appending(path: "logs").path(percentEncoded: false))
    }

    private func path(_ relative: String) -> String { base.appending(path: relative).path(percentEncoded: false) }

    @Test(arguments: [
        "run/data/a.csv", "logs/run/data/a.csv", "./run/./data//a.csv", "run/data/50%2Foff_12345.csv",
        "run/data/with space ü.csv", "run/data/two%0Alines%1B_1.csv",
    ])
    func `a file below the folder is found by its plain path`(text: String) throws {
        let file = try folder.csvFile(named: text)
        #expect(folder.isInside(file))
        #expect(try Data(contentsOf: file) == Data("x".utf8))
    }

    @Test func `an absolute path below the folder is found`() throws {
        #expect(try folder.csvFile(named: path("logs/run/data/a.csv")).lastPathComponent == "a.csv")
    }

    @Test(arguments: [
        "../secret.csv", "run/../../secret.csv", "logs/../secret.csv", "run/data/../../../secret.csv",
        "/etc/passwd.csv",
        "/secret.csv", "%2e%2e/secret.csv", "%2E%2E%2Fsecret.csv", "..%2fsecret.csv", "%252e%252e%252fsecret.csv",
        "run/..%5c..%5csecret.csv", "..", "../.csv",
    ])
    func `a path that leads out of the folder is refused, however it is spelled`(text: String) throws {
        #expect {
            try folder.csvFile(named: text)
        } throws: { error in
            (error as? RequestRefusal)?.reason == .forbidden || (error as? RegistryError)?.code == .invalidArgument
        }
    }

    @Test(arguments: [
        "", "run/data/a.csv\0", "run/data/a.csv\n", "run\\data\\a.csv", "file:///etc/passwd.csv", "http://x/a.csv",
        "run/data/not.txt", "run/data", "run/data/a.csv%00.png", "/", ".",
    ])
    func `text that is no path of a CSV file is refused`(text: String) throws {
        #expect {
            try folder.csvFile(named: text)
        } throws: { ($0 as? RegistryError)?.code == .invalidArgument }
    }

    @Test func `a path of unreasonable length is refused`() throws {
        #expect(throws: RegistryError.self) {
            try folder.csvFile(named: String(repeating: "a/", count: 3_000) + "a.csv")
        }
    }

    @Test func `a folder whose name only begins like the log folder's is outside`() throws {
        #expect(throws: RequestRefusal.self) { try folder.csvFile(named: path("logs-of-others/secret.csv")) }
        #expect(!folder.isInside(base.appending(path: "logs-of-others/secret.csv")))
    }

    @Test func `a symbolic link that leads out is refused, of a file and of a folder`() throws {
        let manager = FileManager.default
        try manager.createSymbolicLink(
            atPath: path("logs/link.csv"), withDestinationPath: path("secret.csv"))
        try manager.createSymbolicLink(
            atPath: path("logs/run/away"), withDestinationPath: path("logs-of-others"))
        try manager.createSymbolicLink(atPath: path("logs/chain.csv"), withDestinationPath: path("logs/link.csv"))
        for name in ["link.csv", "run/away/secret.csv", "chain.csv"] {
            #expect(throws: RequestRefusal.self) { try folder.csvFile(named: name) }
        }
    }

    @Test func `a symbolic link that stays inside is followed`() throws {
        try FileManager.default.createSymbolicLink(
            atPath: path("logs/inside.csv"), withDestinationPath: path("logs/run/data/a.csv"))
        #expect(try folder.csvFile(named: "inside.csv").lastPathComponent == "a.csv")
    }

    @Test func `a file that is not there, and a folder named like one, are not found`() throws {
        try FileManager.default.createDirectory(
            at: base.appending(path: "logs/folder.csv"), withIntermediateDirectories: true)
        for name in ["none.csv", "folder.csv"] {
            #expect {
                try folder.csvFile(named: name)
            } throws: { ($0 as? RegistryError)?.code == .notFound }
        }
    }
}
