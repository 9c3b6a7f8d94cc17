import Foundation
import RegistryCore
import RegistryTestKit
import Testing
import TrainingLog

@testable import Vocabularies

/// The summary of an experiment.
struct LavdSummaryTests {
    private let bench: LavdBench

    init() throws { bench = try LavdBench() }

    @Test func `It has infos in lists, the code, the command, the changes and sections`() async throws {
        let logger = try bench.logger()
        let code = CodeDescription(
            commit: "e68f556", branch: "master", diff: "diff --git a/t b/t\n+```` fence\n", notes: [],
            commandLine: ["train", "--name", "it's"])
        await logger.logSummary(
            ["size": ["train": 1000, "deep": ["v": [1, 2]]], "x": "y"],
            sections: ["Additional raw Information": "Some text\nand more", "Lines": ["Some text", "and more"]],
            of: code)
        try await logger.close()
        #expect(
            try bench.text("exp/summary.md") == """
                # exp

                - **Start**: \(FolderTime.seconds(of: logger.startTime))
                - **Git**:
                    - **Branch**: master
                    - **Commit**: e68f556
                - **size**
                    - **train**: 1000
                    - **deep**
                        - **v**: [1, 2]
                - **x**: y

                ## Command

                ```sh
                train --name 'it'\\''s'
                ```

                ## Restore Working Tree

                The working tree at the time of the experiment can be restored with:

                ```sh
                git checkout e68f556
                git apply changes.patch
                ```

                ## Git Changes

                There were uncommitted changes when running the experiment

                `````diff
                diff --git a/t b/t
                +```` fence
                `````

                ## Additional raw Information

                Some text
                and more

                ## Lines

                Some text
                and more

                """)
        #expect(try bench.text("exp/changes.patch") == code.diff)
    }

    @Test func `Secrets in infos and sections are taken out by their names and by what they look like`() async throws {
        let logger = try bench.logger()
        await logger.logSummary(
            [
                "api_key": "hunter2", "lr": 0.1,
                "store": ["password": "hunter2", "url": "mongodb://user:hunter2@host/runs", "port": 27_017],
                "mirrors": ["https://user:hunter2@one", "plain"],
            ],
            sections: [
                "Setup": "port 5\nexport DB_PASSWORD=hunter2\nmongodb://user:hunter2@host", "API key": "hunter2",
                "Access tokens of https://user:hunter2@host": "in words", "Secrets": ["hunter2", "hunter2"],
                "How secrets are kept": "Nowhere, they come and go.",
            ], of: CodeDescription(commandLine: ["train"]))
        try await logger.close()
        let text = try bench.text("exp/summary.md")
        #expect(!text.contains("hunter2"), "\(text)")
        let infos = """
            - **api_key**: [redacted]
            - **lr**: 0.1
            - **store**
                - **password**: [redacted]
                - **url**: mongodb://[redacted]@host/runs
                - **port**: 27017
            """
        #expect(text.contains(infos), "\(text)")
        #expect(text.contains("\nport 5\nexport DB_PASSWORD=[redacted]\n") && text.contains("plain"), "\(text)")
        #expect(text.contains("\nin words\n") && text.contains("\nNowhere, they come and go.\n"), "\(text)")
    }

    @Test(arguments: [("changes", "patch"), ("Changes", "PATCH")])
    func `What was changed in the code is not written over by a file of its name`(
        label: String, fileExtension: String
    ) async throws {
        let logger = try bench.logger()
        let code = CodeDescription(
            commit: "e68f556", branch: "master", diff: "diff --git a/t b/t\n", notes: [], commandLine: ["train"])
        await logger.logSummary([:], sections: [:], of: code)
        logger.saveObject(bytes: [1, 2, 3], label, fileExtension: fileExtension)
        #expect(bench.problems.count == 1 && bench.problems.first?.contains("changes.patch") == true)
        // Others of the name are others.
        logger.saveObject(bytes: [4], label, step: 5, fileExtension: fileExtension)
        logger.saveObject(bytes: [5], "my/\(label)", fileExtension: fileExtension)
        logger.saveObject(bytes: [6], label, fileExtension: "bin")
        await #expect(throws: RegistryError.self) { try await logger.close() }
        #expect(try bench.text("exp/changes.patch") == code.diff)
        #expect(try bench.text("exp/0005/\(label).\(fileExtension)") == "\u{4}")
        #expect(try bench.text("exp/my/\(label).\(fileExtension)") == "\u{5}")
        #expect(bench.problems.count == 1, "\(bench.problems)")
    }

    @Test func `The code is that of the repository, with what was changed in it`() async throws {
        let folder = try OwnedFolder()
        func git(_ arguments: String...) throws {
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments =
                ["git", "-C", folder.path, "-c", "user.name=n", "-c", "user.email=e@example.org"] + arguments
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
        }
        try git("init", "--quiet", "--initial-branch", "trunk")
        try Data("one\n".utf8).write(to: URL(filePath: folder.path + "/file"))
        try git("add", "file")
        try git("commit", "--quiet", "--message", "first")
        try Data("two\n".utf8).write(to: URL(filePath: folder.path + "/file"))
        let code = await CodeDescription.current(in: folder.path)
        #expect(code.commit?.count == 40)
        #expect(code.branch == "trunk")
        #expect(code.diff.contains("-one\n+two\n"))
        #expect(!code.commandLine.isEmpty)
    }

    @Test func `Outside of a repository there is a summary all the same, and no patch`() async throws {
        let folder = try OwnedFolder()
        let logger = try bench.logger()
        await logger.logSummary([:], sections: [:], of: .current(in: folder.path))
        try await logger.close()
        let text = try bench.text("exp/summary.md")
        #expect(text.hasPrefix("# exp\n\n- **Start**: "))
        #expect(!text.contains("Git"))
        #expect(try bench.names() == ["summary.md"])
    }
}
