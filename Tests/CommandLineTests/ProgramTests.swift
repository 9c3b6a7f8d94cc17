import ArtifactRegistry
import Foundation
import RegistryCore
import Testing

/// The program itself, started as a user starts it.
@Suite struct ProgramTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "cli-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    private var store: String { "sqlite:\(folder.appending(path: "r.sqlite").path(percentEncoded: false))" }

    @Test func `a search of an empty store finds nothing and succeeds`() throws {
        let end = try run(["search", "--store", "memory:"])
        #expect(end.code == 0)
        #expect(end.output == "No results found.\n")
        #expect(end.errors == "visual-backend: The store holds no artifacts yet.\n")
    }

    @Test func `a mistyped name in a condition is told, with the one that was probably meant`() async throws {
        let empty = try await DataManager(url: store)
        await empty.close()
        let chart = ["chart", "--store", store, "--metric", "Loss", "-o", "x.png", "--filter"]
        #expect(try run(chart + ["params.lr = '3'"]).errors.contains("No run matches. The store holds no runs yet."))
        let registry = try await DataManager(url: store)
        _ = try await registry.createRun(name: "first", parameters: ["lr": 0.1, "batch.size": 48])
        await registry.close()
        for (filter, sentence) in [
            ("params.lrr = '3'", #"No run has a field "params.lrr"; did you mean "params.lr"?"#),
            ("name = 'x' or params.batch.sise = '3'", #""params.batch.sise"; did you mean "params.batch.size"?"#),
            ("metrics.Loss > 3", #"No run has a field "metrics.Loss"."#),
        ] {
            for arguments in [chart + [filter], ["runs", "--store", store, "--json", "--filter", filter]] {
                let end = try run(arguments)
                #expect(end.errors.contains(sentence) && end.output.isEmpty, "\(end.errors)")
            }
        }
        // The values are to blame: nothing is known.
        #expect(try run(["runs", "--store", store, "--filter", "params.lr = '3'"]).errors.isEmpty)
    }

    @Test func `no results as JSON are no lines`() throws {
        let end = try run(["search", "--store", "memory:", "--json"])
        #expect(end.code == 0)
        #expect(end.output.isEmpty)
    }

    @Test func `reading a registry that is not there makes none`() throws {
        let end = try run(["search", "--store", store])
        #expect(end.code == 66)
        #expect(end.errors.contains("There is no registry"))
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(!left.contains { $0.hasPrefix("r.sqlite") })
    }

    @Test func `an empty file is not made a registry by reading it`() throws {
        let path = folder.appending(path: "r.sqlite").path(percentEncoded: false)
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        for arguments in [["search"], ["chart", "--metric", "loss"]] {
            let end = try run(arguments + ["--store", store])
            #expect(end.code == 66 && end.output.isEmpty)
            #expect(end.errors.contains("r.sqlite is empty, no registry"))
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix("r.sqlite") }
        #expect(left == ["r.sqlite"])
        #expect(try Data(contentsOf: URL(filePath: path)).isEmpty)
    }

    @Test(
        arguments: [
            (["search", "--store", ""], 64), (["search", "--filter", "MSE <"], 64),
            (["search", "--sort", "$where"], 64),
            (["search", "--limit", "0"], 64),
            (["serve", "--host", "0.0.0.0"], 64), (["serve", "--assets", "/nowhere"], 66),
            (["serve", "--port", "70000"], 64),
            (["chart", "--run", "x", "--metric", "m", "-o", "x.png"], 64), (["nonsense"], 64),
            (["chart", "--run", "0190a000000070008000000000000001", "--metric", "m", "-o", "x.png"], 66),
        ] as [([String], Int32)])
    func `a failure is one sentence and its exit code`(arguments: [String], code: Int32) throws {
        let end = try run(
            arguments, environment: ["LOGGERANDVIEWER_STORE": store, "LOGGERANDVIEWER_TOKENS": "\(folder.path)/t"])
        #expect(end.code == code)
        #expect(end.output.isEmpty)
        #expect(!end.errors.isEmpty)
    }

    @Test func `runs to draw are chosen in the words of runs`() async throws {
        let registry = try await DataManager(url: store)
        let run = try await registry.createRun(name: "first", parameters: ["size": 48])
        let point = SeriesPoint(step: 0, time: run.startTime, value: 0.01, sequence: 0)
        try await registry.appendPoints([SeriesAppend(series: SeriesID(run: run.id, metric: "Loss"), points: [point])])
        await registry.close()
        for (filter, code) in [
            ("metrics.Loss < 0.05", 0), ("params.size = '48'", 0), ("attributes.status = 'running'", 0),
            ("metrics.Loss > 0.05", 66), ("nonsense = 3", 64),
        ] as [(String, Int32)] {
            let end = try self.run(["chart", "--store", store, "--metric", "Loss", "--filter", filter, "-o", "x.png"])
            #expect(end.code == code, "\(filter): \(end.errors)")
        }
    }

    @Test(arguments: [
        "mongodb+srv://user:hunter2@", "postgres://user:hunter2@localhost/x", "sqlite:", "mongodb//user:hunter2@x",
    ])
    func `a store's URL that is none is refused without its password`(url: String) throws {
        for end in [
            try run(["search", "--store", url]), try run(["search"], environment: ["LOGGERANDVIEWER_STORE": url]),
        ] {
            #expect(end.code != 0)
            #expect(end.errors.hasPrefix("visual-backend: "))
            #expect(!(end.errors + end.output).contains("hunter2"))
        }
    }

    private func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Program.End {
        try Program.run(arguments, environment: environment, in: folder)
    }
}
