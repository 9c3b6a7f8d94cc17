import ArtifactRegistry
import Foundation
import RegistryCore
import RegistryTestKit
import Testing

/// `visual-backend export` and `report` as a user starts them.
@Suite struct ExportProgramTests {
    private let owned: OwnedFolder
    private let ids: [RunID]

    init() async throws {
        owned = try OwnedFolder()
        let registry = try await DataManager(url: "sqlite:\(owned.url.appending(path: "r.sqlite").path)")
        var ids: [RunID] = []
        for (number, name) in ["first, \"quoted\"", "../../<script>"].enumerated() {
            let run = try await registry.createRun(
                experiment: number == 0 ? "digits" : "..", name: name,
                parameters: ["lr": .double(0.1 * Double(number + 1)), "opt": ["beta": 0.9], "same": true],
                tags: ["owner": "=cmd()"])
            let points = (0..<50).map { step in
                SeriesPoint(
                    step: Step(Int64(step)), time: WallTime(secondsSince1970: 1_700_000_000 + Double(step)),
                    value: step == 7 && number == 1 ? .nan : 1 / Double(step + number + 1), sequence: Int64(step))
            }
            for metric in ["loss", "val/a,b"] {
                try await registry.store.append([
                    SeriesAppend(series: SeriesID(run: run.id, metric: metric), points: points)
                ])
            }
            try await registry.store.appendLog([LogLine(sequence: 1, time: .now, text: "line")], to: run.id)
            try await registry.store.update(
                RecordID(run.id), in: .runs,
                RecordChange(set: [
                    "status": "finished", "endTime": .date(.now), "notes": "# Why\n\n<b>raw</b> *it* went",
                ]))
            ids.append(run.id)
        }
        self.ids = ids
        await registry.close()
    }

    private func run(_ arguments: String...) throws -> Program.End {
        try Program.run(arguments, environment: ["LOGGERANDVIEWER_STORE": "sqlite:r.sqlite"], in: owned.url)
    }

    private func path(_ name: String) -> String { owned.url.appending(path: name).path }

    @Test(.enabled(if: TestPython.absence == nil, "\(TestPython.absence ?? "")"))
    func `runs and points as CSV are what Python reads`() throws {
        let end = try run("export", "csv", "out")
        #expect(end.code == 0 && end.output.contains("2 runs and 200 points"), "\(end)")
        let runs = try TestPython.rows(ofCSV: path("out/runs.csv"))
        #expect(runs.map { $0["id"] } == ids.map(\.description))
        #expect(runs[0]["name"] == "first, \"quoted\"" && runs[1]["params.lr"] == "0.2")
        #expect(runs[0]["params.opt.beta"] == "0.9" && runs[0]["metrics.loss"] == "\(1 / 50.0)")
        #expect(runs[0]["tags.owner"] == "'=cmd()", "no formula")
        let points = try TestPython.rows(ofCSV: path("out/points.csv"))
        #expect(points.count == 200 && points.count { $0["metric"] == "val/a,b" } == 100)
        #expect(points[107]["value"] == "NaN" && points[8]["value"] == "\(1 / 9.0)" && points[8]["step"] == "8")
    }

    @Test func `each run as lines of JSON ends with a line that counts them`() throws {
        let end = try run("export", "jsonl", "out", "--experiment", "digits")
        #expect(end.code == 0, "\(end)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: path("out")) == ["\(ids[0]).jsonl"])
        let lines = try String(contentsOfFile: path("out/\(ids[0]).jsonl"), encoding: .utf8).split(separator: "\n")
        #expect(lines.first?.hasPrefix(#"{"kind": "run""#) == true || lines.first?.hasPrefix(#"{"kind":"run""#) == true)
        let last = try #require(lines.last.flatMap { try Value(json: String($0)).documentValue })
        #expect(last["kind"] == "end" && last["points"] == 100 && last["lines"] == 1)
    }

    @Test(.enabled(if: TestPython.absence == nil, "\(TestPython.absence ?? "")"))
    func `TensorBoard reads the runs, in folders that lead nowhere else`() throws {
        let end = try run("export", "tensorboard", "out")
        #expect(end.code == 0 && end.output.contains("2 runs and 200 points"), "\(end)")
        let folders = try FileManager.default.subpathsOfDirectory(atPath: path("out")).filter { $0.contains("/events") }
            .map { ($0 as NSString).deletingLastPathComponent }.sorted()
        #expect(
            folders == [
                "digits/first___quoted_-\(ids[0].description.suffix(8))",
                "unnamed/_..__script_-\(ids[1].description.suffix(8))",
            ])
        let read = try TestPython.run(
            """
            import json, sys
            from tensorboard.backend.event_processing.event_multiplexer import EventMultiplexer
            from tensorboard.util.tensor_util import make_ndarray
            m = EventMultiplexer(size_guidance={"scalars": 0}).AddRunsFromDirectory(sys.argv[1])
            m.Reload()
            print(json.dumps({
                "loss": [[e.step, e.value] for e in m.Scalars(sys.argv[2], "loss")],
                "count": len(m.Scalars(sys.argv[2], "val/a,b")),
                "runs": len(m.Runs()),
                "hparams": sorted(m.PluginRunToTagToContent("hparams")[sys.argv[2]]),
                "notes": make_ndarray(m.Tensors(sys.argv[2], "notes")[0].tensor_proto).item().decode(),
            }))
            """, path("out"), folders.first ?? "")
        let answer = try #require(try Value(json: Array(read)).documentValue)
        #expect(answer["runs"] == 2 && answer["count"] == 50)
        #expect(answer["loss"]?.arrayValue?.count == 50)
        #expect(answer["loss"]?.arrayValue?[9].arrayValue?.last == .double(Double(Float(0.1))))
        #expect(answer["hparams"] == ["_hparams_/session_end_info", "_hparams_/session_start_info"])
        #expect(answer["notes"]?.stringValue?.contains("*it* went") == true)
    }

    @Test func `nothing is written over, and nothing is made when no run matches`() throws {
        #expect(try run("export", "csv", "out", "--filter", "name = 'none'").code == 66)
        #expect(!FileManager.default.fileExists(atPath: path("out")))
        try FileManager.default.createDirectory(atPath: path("full/x"), withIntermediateDirectories: true)
        let end = try run("export", "csv", "full")
        #expect(end.code == 64 && end.errors.contains("already"))
        #expect(try run("export", "csv", "out", "--run", "nonsense").code == 64)
    }

    @Test func `a report stands alone, and nothing in it is another's HTML`() throws {
        let end = try run("report", "--run", ids[0].description, "--run", ids[1].description, "-o", "report.html")
        #expect(end.code == 0 && end.errors.isEmpty, "\(end)")
        let html = try String(contentsOfFile: path("report.html"), encoding: .utf8)
        for part in [
            "<h1>.., digits</h1>", "&lt;script&gt;", "What differs", "The same in all runs", "prefers-color-scheme",
        ] {
            #expect(html.contains(part), "\(part)")
        }
        #expect(html.contains("<em>it</em>") && html.contains("&lt;b&gt;raw"))
        #expect(!html.contains("<script") && !html.contains("http://") && !html.contains("https://"))
        // Every address is that of bytes in the page.
        for attribute in ["src=\"", "srcset=\"", "href=\""] {
            #expect(
                html.components(separatedBy: attribute).dropFirst().allSatisfy {
                    $0.hasPrefix("data:image/png;base64,")
                })
        }
        let single = try run(
            "report", "--filter", "experiment = 'digits'", "--metric", "loss", "--title", "A & B", "-o", "-")
        #expect(single.code == 0 && single.output.contains("<h1>A &amp; B</h1>"))
        #expect(single.output.components(separatedBy: "<picture>").count == 2)
        #expect(try run("report", "--run", ids[0].description, "--metric", "lost", "-o", "x.html").code == 66)
        #expect(try run("report", "--run", ids[0].description, "-o", "x.png").code == 64)
        #expect(try run("report", "-o", "x.html").code == 64)
    }
}
