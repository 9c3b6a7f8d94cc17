import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

/// What concerns a whole process: whose it is, where it works, what its files may be. Each test has a process of its own.
@Suite(.timeLimit(.minutes(5)))
struct ProcessFaultTests {
    @Test(arguments: [Durability.buffered(.milliseconds(1)), .synced])
    func `A folder above the logs that may be passed and not listed holds up nothing`(durability: Durability) async {
        let isSynced = durability == .synced
        await #expect(processExitsWith: .success) { [isSynced = isSynced as Bool] in
            let bench = try Workbench()
            let home = bench.path("home")
            let own = bench.path("home/user")
            try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
            // Root may list everything: then the logger is another user's.
            let isRoot = geteuid() == 0
            if isRoot { try #require(chown(own, 65_534, 65_534) == 0) }
            try #require(chmod(bench.folder.path, 0o755) == 0 && chmod(home, 0o311) == 0)
            if isRoot { try #require(setegid(65_534) == 0 && seteuid(65_534) == 0) }
            defer {
                if isRoot { _ = (seteuid(0), setegid(0)) }
                chmod(home, 0o755)
            }
            #expect(throws: CocoaError.self) { try FileManager.default.contentsOfDirectory(atPath: home) }
            let logger = bench.logger {
                $0.logsRoot = own + "/logs"
                if isSynced { $0.durability = .synced }
            }
            for loss in 0..<10 { logger.logArtifact(["Loss": Value(loss), "ArtifactID": Workbench.objectID]) }
            await #expect(throws: Never.self) { try await logger.close(deadline: .seconds(10)) }
            #expect(bench.problems.all.isEmpty)
            #expect(try bench.lines("home/user/logs/run/data/default_12345.csv").count == 11)
            #expect(try bench.scalars(in: "home/user/logs/run")["Loss"]?.count == 10)
        }
    }

    @Test func `A program that changes its working folder goes on logging where it began`() async {
        await #expect(processExitsWith: .success) {
            let bench = try Workbench()
            for name in ["here", "there"] {
                try FileManager.default.createDirectory(
                    atPath: bench.path(name), withIntermediateDirectories: true)
            }
            try #require(FileManager.default.changeCurrentDirectoryPath(bench.path("here")))
            let logger = bench.logger { $0.logsRoot = "logs" }
            logger.logArtifact(["Loss": 1, "ArtifactID": Workbench.objectID])
            await bench.store.wait { $0.artifacts.count == 1 }
            try #require(FileManager.default.changeCurrentDirectoryPath(bench.path("there")))
            logger.logArtifact(["Loss": 2, "ArtifactID": Workbench.objectID])
            await #expect(throws: Never.self) { try await logger.close(deadline: .seconds(10)) }
            #expect(try FileManager.default.contentsOfDirectory(atPath: bench.path("there")).isEmpty)
            #expect(try bench.lines("here/logs/run/data/default_12345.csv").count == 3)
            #expect(try bench.scalars(in: "here/logs/run")["Loss"] == [[0, 1], [1, 2]])
            // A server that has the logs below a folder of its own finds the file by this.
            #expect(
                await bench.store.artifacts.map { $0["FileList"] }
                    == [["logs/run/data/default_12345.csv"], ["logs/run/data/default_12345.csv"]])
            #expect(bench.problems.all.isEmpty)
        }
    }

    @Test func `Rows that stay on a file because it cannot be cut after a failed write are there once`() async {
        await #expect(processExitsWith: .success) {
            let folder = try OwnedFolder()
            let records: [Document] = (0..<4).map { ["a": Value($0), "b": 0.125] }
            let whole = "a,b\r\n0,0.125\r\n1,0.125\r\n2,0.125\r\n3,0.125\r\n"
            for isWritten in [0, 1, 2] {
                for limit in 1..<whole.utf8.count {
                    let path = folder.path + "/\(isWritten)-\(limit).csv"
                    let file = CSVFile(path: path) { _, _ in throw CSVFileError(path: path, reason: "A test.") }
                    if isWritten > 0 { try file.append(Array(records[..<isWritten])) }
                    let other = CSVFile(path: path)
                    try FileSizeLimit.set(limit)
                    let isFailed = (try? file.append(Array(records[isWritten...]))) == nil
                    let isFailedAgain = (try? file.append(Array(records[isWritten...]))) == nil
                    try FileSizeLimit.set(nil)
                    #expect(isFailed && isFailedAgain, "\(isWritten), \(limit)")
                    // A logger that saw nothing of this may come first.
                    if limit.isMultiple(of: 2) { try other.append([["a": 9, "b": 9]]) }
                    try file.append(Array(records[isWritten...]))
                    let text = try String(contentsOfFile: path, encoding: .utf8).replacing("9,9\r\n", with: "")
                    #expect(text == whole, "\(isWritten), \(limit)")
                    #expect(file.certainRowCount == (limit.isMultiple(of: 2) ? 5 : 4), "\(isWritten), \(limit)")
                }
            }
        }
    }

    @Test func `Rows that were recognised before a file could not be written with more columns are recognised again`()
        async
    {
        await #expect(processExitsWith: .success) {
            let folder = try OwnedFolder()
            let whole = "a,b\r\n1,\r\n2,3\r\n"
            for limit in 0..<whole.utf8.count {
                let path = folder.path + "/\(limit).csv"
                try CSVFile(path: path).append([["a": 1]])
                let file = CSVFile(path: path, rowsBeforeCrash: 0)
                try FileSizeLimit.set(limit)
                let isFailed = (try? file.append([["a": 1], ["a": 2, "b": 3]])) == nil
                try FileSizeLimit.set(nil)
                #expect(isFailed, "\(limit)")
                try file.append([["a": 1], ["a": 2, "b": 3]])
                #expect(try String(contentsOfFile: path, encoding: .utf8) == whole, "\(limit)")
            }
        }
    }
}
