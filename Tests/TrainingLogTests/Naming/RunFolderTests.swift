import RegistryCore
import Testing

@testable import TrainingLog

struct RunFolderTests {
    @Test(arguments: [
        ("logs", "", "logs"), ("logs", "a/b", "logs/a/b"), ("logs/", "/a//./b/", "logs/a/b"),
        ("logs", "../..", "logs/%2E./%2E."), ("", "a", "./a"), ("/", "a", "/a"), ("/var/logs", "a", "/var/logs/a"),
    ])
    func `A run's folder is below the root`(root: String, logDir: String, path: String) {
        #expect(RunFolder(logsRoot: root, logDir: logDir).path == path)
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
