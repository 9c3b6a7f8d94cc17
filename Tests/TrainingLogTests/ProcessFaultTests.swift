import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

/// What concerns a whole process: whose it is, where it works, what its files may be. Each test has a process of its own.
@Suite(.timeLimit(.minutes(2)))
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
}
