import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import ArtifactRegistry

@Suite struct NeptuneImportTests {
    let folder: TrackerFolder
    let registry = DataManager(store: MemoryStore())
    private let base = ".neptune/offline/run__abc__1__ab"

    init() throws { folder = try TrackerFolder() }

    private func write(_ name: String, _ operations: [String]) throws {
        let lines = operations.map { #"{"obj": \#($0), "version": 1, "at": 1700000000}"# + "\n" }
        try folder.write("\(base)/\(name)", lines.joined())
    }

    private func point(_ value: Int) -> String {
        #"{"type": "LogFloats", "path": ["loss"], "values": [{"value": \#(value), "step": null, "ts": 1700000000}]}"#
    }

    private func bring() async throws -> TrackerImportSummary {
        try #require(try await folder.bring(into: registry).first)
    }

    private func onlyRun() async throws -> Run {
        let runs = try await registry.runs(limit: 10).elements
        #expect(runs.count == 1)
        return try #require(runs.first)
    }

    @Test func `logs that were begun anew are read in the order of their versions`() async throws {
        for (value, name) in ["data-1.log", "data-9.log", "data-10.log"].enumerated() {
            try write(name, [point(value)])
        }
        let summary = try await bring()
        #expect(summary.storedPoints == 3 && summary.reports.isEmpty)
        let points = try await registry.exactPoints(of: "loss", run: try await onlyRun().id)
        #expect(points.map(\.value) == [0, 1, 2] && points.map(\.step.rawValue) == [0, 1, 2])
    }

    @Test func `a log that cannot be read is reported, and what has no place of its own waits for it`() async throws {
        let lr = #"{"type": "AssignFloat", "path": ["lr"], "value": 0.5}"#
        try write("data-1.log", [point(0)])
        try folder.link("\(base)/data-2.log", to: "nowhere")
        try write("data-3.log", [lr, point(2)])
        let summary = try await bring()
        #expect(summary.storedPoints == 1 && summary.incompleteRuns == 1)
        #expect(summary.notTaken == [.behindAnUnreadLog: 1])
        #expect(summary.reports.count == 1 && summary.reports[0].contains("data-2.log"), "\(summary.reports)")
        #expect(try await onlyRun().parameters == ["lr": .double(0.5)])
        try folder.remove("\(base)/data-2.log")
        try write("data-2.log", [point(1)])
        let more = try await bring()
        #expect(more.storedPoints == 2 && more.knownPoints == 1 && more.incompleteRuns == 0)
        let points = try await registry.exactPoints(of: "loss", run: try await onlyRun().id)
        #expect(points.map(\.value) == [0, 1, 2])
    }

    private func printed(_ text: String) -> String {
        #"{"type": "LogStrings", "path": ["monitoring", "m", "stdout"], "values": [{"value": "\#(text)", "ts": 1700000000}]}"#
    }

    @Test func `a line that was printed in part waits for its end`() async throws {
        try write("data-1.log", [printed("one\\n"), printed("tw")])
        #expect(try await bring().notTaken == [.piecesOfLines: 1])
        let run = try await onlyRun()
        #expect(try await registry.logLines(of: run.id).map(\.text) == ["one"])
        try write("data-1.log", [printed("one\\n"), printed("tw"), printed("o\\nthree")])
        #expect(try await bring().storedLines == 1)
        #expect(try await registry.logLines(of: run.id).map(\.text) == ["one", "two"])
        try folder.rest("\(base)/data-1.log")
        #expect(try await bring().notTaken.isEmpty)
        #expect(try await registry.logLines(of: run.id).map(\.text) == ["one", "two", "three"])
    }

    @Test func `uploads whose copies lie in the run's folder get a record of their kind, and no others`() async throws {
        try folder.write("\(base)/upload_path/a.png", "PNG")
        try folder.write("\(base)/upload_path/deep/b.wav", "RIFF")
        try folder.write("secret.txt", "secret")
        let outside = try OwnedFolder()
        try Data("secret".utf8).write(to: outside.url.appending(path: "s.txt"))
        try folder.link("\(base)/upload_path/link.txt", to: outside.url.appending(path: "s.txt").path)
        func upload(_ name: String, _ ending: String, _ place: String) -> String {
            #"{"type": "UploadFile", "path": ["files", "\#(name)"], "ext": "\#(ending)", \#(place)}"#
        }
        try write(
            "data-1.log",
            [
                upload("gone", "png", #""tmp_file_name": "gone.png""#),
                upload("a", "png", #""tmp_file_name": "a.png""#),
                upload("b", "WAV", #""file_path": "/home/me/.neptune/offline/run__x/upload_path/deep/b.wav""#),
                upload("c", "txt", #""tmp_file_name": "../../../../secret.txt""#),
                upload("d", "txt", #""file_path": "\#(folder.url.path)/secret.txt""#),
                upload("e", "txt", #""file_path": "/x/upload_path/../../../../secret.txt""#),
                upload("f", "txt", #""tmp_file_name": "link.txt""#),
            ])
        let summary = try await bring()
        #expect(summary.storedFiles == 2 && summary.notTaken == [.uploads: 5])
        #expect(summary.reports.count == 1 && summary.reports[0].contains("link.txt: a link leads out"))
        let files = try await registry.store.find(in: .files, Query(limit: 10)).elements
        let image = try #require(files.first { $0["filetype"] == "image" })
        #expect(image["file"] == "files/a.png" && image["label"] == "files/a" && image["contentType"] == "image/png")
        #expect(image["size"] == 3)
        let sound = try #require(files.first { $0["filetype"] == "audio" })
        #expect(sound["location"]?.stringValue?.hasSuffix("run__abc__1__ab/upload_path/deep/b.wav") == true)
        #expect(files.allSatisfy { $0["location"]?.stringValue?.contains("secret") != true })
        // A copy that comes later takes no other's place.
        try folder.write("\(base)/upload_path/gone.png", "P")
        let more = try await bring()
        #expect(more.storedFiles == 1 && more.knownFiles == 2)
    }

    @Test func `Neptune's operations become parameters, points, lines and tags`() async throws {
        let base = ".neptune/offline/run__f7661309-e959-4f70-b2d8-422a7d197ac6__1__ab"
        try folder.write(
            "\(base)/metadata.json",
            #"{"containerId": "f7661309-e959-4f70-b2d8-422a7d197ac6", "createdAt": "2023-11-14T22:13:20.5+00:00"}"#)
        let operations = [
            #"{"type": "AssignString", "path": ["sys", "name"], "value": "a run"}"#,
            #"{"type": "AddStrings", "path": ["sys", "tags"], "values": ["t1"]}"#,
            #"{"type": "AssignFloat", "path": ["params", "lr"], "value": 0.01}"#,
            #"{"type": "LogFloats", "path": ["train", "loss"], "values": [{"value": 1.0, "step": 0, "ts": 1700000000.5}, {"value": NaN, "step": null, "ts": 1700000001}]}"#,
            #"{"type": "LogStrings", "path": ["log"], "values": [{"value": "hello", "step": null, "ts": 1700000001}]}"#,
            #"{"type": "UploadFile", "path": ["file"], "ext": "txt", "file_path": "/etc/passwd"}"#,
        ]
        let lines = operations.enumerated().map { #"{"obj": \#($1), "version": \#($0 + 1), "at": 1700000000}"# }
        try folder.write("\(base)/data-1.log", lines.joined(separator: "\n") + "\n{\"obj\": {\"ty")
        let summary = try await bring()
        let before = try await registry.everything()
        #expect(try await !bring().hasStored)
        #expect(try await registry.everything() == before)
        let run = try await onlyRun()
        #expect(run.name == "a run" && run.tags == ["t1": "true"] && run.parameters == ["params/lr": .double(0.01)])
        let points = try await registry.exactPoints(of: "train/loss", run: run.id)
        #expect(points.map(\.step.rawValue) == [0, 1] && points[1].value.isNaN)
        #expect(try await registry.logLines(of: run.id).map(\.text) == ["log: hello"])
        #expect(summary.notTaken.values.reduce(0, +) == 1 && summary.reports.count == 1)
        let files = try await registry.store.find(in: .files, Query(limit: 10)).elements
        #expect(files.allSatisfy { $0["location"]?.stringValue?.contains("passwd") != true })
    }

    @Test func `Neptune's sets of texts beside the tags are counted`() async throws {
        let operations = [
            #"{"type": "AddStrings", "path": ["sys", "tags"], "values": ["t1"]}"#,
            #"{"type": "AddStrings", "path": ["sys", "group_tags"], "values": ["g"]}"#,
            #"{"type": "AddStrings", "path": ["mine"], "values": ["a", "b"]}"#,
        ]
        let lines = operations.map { #"{"obj": \#($0), "version": 1, "at": 1700000000}"# }
        try folder.write(".neptune/offline/run__abc__1__ab/data-1.log", lines.joined(separator: "\n") + "\n")
        let summary = try await bring()
        let before = try await registry.everything()
        #expect(try await !bring().hasStored)
        #expect(try await registry.everything() == before)
        let run = try await onlyRun()
        #expect(run.tags == ["t1": "true"] && summary.notTaken == [.setsOfTexts: 2])
    }
}
