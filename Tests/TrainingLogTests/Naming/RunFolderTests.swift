import Foundation
import RegistryCore
import Testing

@testable import TrainingLog

struct RunFolderTests {
    @Test(arguments: [
        ("logs", "", "logs"), ("logs", "a/b", "logs/a/b"), ("logs/", "/a//./b/", "logs/a/b"),
        ("logs", "../..", "logs/%2E./%2E."), ("", "a", "./a"), ("/", "a", "/a"), ("/var/logs", "a", "/var/logs/a"),
    ])
    func `A run's folder is below the root`(root: String, logDir: String, path: String) {
        #expect(RunFolder(logsRoot: root, logDir: logDir).givenPath == path)
    }

    @Test(arguments: [
        ("logs", "a", "/logs/a"), ("logs/", "", "/logs"), ("./logs", "a", "/logs/a"), ("", "a", "/a"), (".", "", ""),
        ("./", "a", "/a"), ("../logs", "a", "/../logs/a"), (".logs", "", "/.logs"),
    ])
    func `A root that is relative is in the working folder of the moment`(root: String, logDir: String, path: String) {
        let folder = RunFolder(logsRoot: root, logDir: logDir)
        #expect(folder.path == FileManager.default.currentDirectoryPath + path)
    }

    @Test func `A whole root, and a folder that is given whole, are taken as they are`() {
        #expect(RunFolder(logsRoot: "/logs", logDir: "a").path == "/logs/a")
        #expect(RunFolder(logsRoot: "/", logDir: "").dataPath == "/data")
        #expect(RunFolder(path: "logs/run").path == "logs/run")
        #expect(RunFolder(path: "logs/run").givenPath == "logs/run")
    }

    @Test func `A record's file is named by its experiment and the end of its artifact`() {
        let folder = RunFolder(logsRoot: "logs", logDir: "run")
        #expect(folder.csvPath(for: [:]) == "logs/run/data/default_.csv")
        #expect(folder.csvPath(for: ["ExperimentName": "", "ArtifactID": "ab"]) == "logs/run/data/default_ab.csv")
        #expect(
            folder.csvPath(for: ["ExperimentName": "Exp 1", "ArtifactID": Workbench.objectID])
                == "logs/run/data/Exp 1_12345.csv")
        #expect(folder.csvPath(for: ["ExperimentName": 5, "ArtifactID": "../x"]) == "logs/run/data/5_%2E.%2Fx.csv")
    }

    @Test func `The underscore between experiment and artifact is never mistaken`() {
        let folder = RunFolder(logsRoot: "logs", logDir: "")
        #expect(
            folder.csvPath(for: ["ExperimentName": "a_b", "ArtifactID": "c"])
                != folder.csvPath(for: ["ExperimentName": "a", "ArtifactID": "b_c"]))
    }
}
