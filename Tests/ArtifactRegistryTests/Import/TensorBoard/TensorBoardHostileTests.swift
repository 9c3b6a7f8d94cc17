import ArtifactRegistry
import EventFiles
import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@Suite struct TensorBoardHostileTests {
    let folder: LogFolder
    let registry = DataManager(store: MemoryStore())

    init() throws { folder = try LogFolder() }

    @Test func `numbers and steps of every kind are kept as they are`() async throws {
        let values: [Float] = [.nan, .infinity, -.infinity, -0.0, .greatestFiniteMagnitude, .leastNonzeroMagnitude]
        let steps: [Int64] = [.min, .max, 0, -1, .max, .min]
        let writer = try folder.writer("a")
        for (value, step) in zip(values, steps) {
            try writer.append([.scalar("x", value)], step: step, wallTime: LogFolder.start)
        }
        try writer.close()
        let summary = try await folder.importer(registry.store).importNew()
        #expect(summary.storedPoints == 6)
        #expect(summary.reports.contains { $0.contains("went back") })
        let run = try #require(try await registry.runsByName()["a"])
        let points = try await registry.exactPoints(of: "x", run: run.id)
        #expect(points.map(\.step.rawValue) == [.min, .min, -1, 0, .max, .max])
        #expect(points.first?.value.isNaN == true)
        _ = try await registry.points(of: "x", run: run.id, atMost: 3)
    }

    @Test func `wall times that no clock shows set no run's time`() async throws {
        let times = [
            Double.nan, .infinity, -.infinity, -1, 0, 1e300, -1e300, .greatestFiniteMagnitude, LogFolder.start, 1e15,
        ]
        let writer = try folder.writer("a")
        for (step, time) in times.enumerated() {
            try writer.append([.scalar("x", 1)], step: Int64(step), wallTime: time)
        }
        try writer.close()
        let nowhere = try folder.writer("b")
        try nowhere.append([.scalar("x", 1)], step: 0, wallTime: .nan)
        try nowhere.close()
        try await folder.importer(registry.store).importNew()
        let runs = try await registry.runsByName()
        let start = WallTime(secondsSince1970: LogFolder.start)
        #expect(runs["a"]?.startTime == start && runs["a"]?.endTime == start && runs["a"]?.status == .finished)
        #expect(runs["b"]?.startTime == WallTime(millisecondsSince1970: 0) && runs["b"]?.status == .finished)
        let run = try #require(runs["a"])
        let points = try await registry.exactPoints(of: "x", run: run.id)
        #expect(points.allSatisfy { (0...253_402_300_799_999).contains($0.time.millisecondsSince1970) })
        #expect(try await folder.importer(registry.store).importNew().storedPoints == 0)
    }

    @Test func `names of tags and folders may be any text`() async throws {
        let names = [
            "", ".", "$set", "a.b.c", "%2E", "\u{1B}[31m", "nul\0here", String(repeating: "x", count: 10_000), "é",
            "e\u{301}", "0",
        ]
        let writer = try folder.writer("run \u{1B}[2J\nnext")
        for name in names {
            try writer.append([.scalar(name, 1)], step: 0, wallTime: LogFolder.start)
            try writer.append([.text(name, LoggedText("x"))], step: 0, wallTime: LogFolder.start)
        }
        try writer.append(
            [.hparams(HParamsSessionStart(hparams: ["": .bool(true), "$a.b": .string("\u{0}"), "0": .number(.nan)]))],
            step: 0, wallTime: LogFolder.start)
        try writer.close()
        var registries = [registry, try await DataManager(url: "sqlite:\(folder.storePath())")]
        if let url = TestMongoDB.freshDatabaseURL() { registries.append(try await DataManager(url: url)) }
        for registry in registries {
            let summary = try await folder.importer(registry.store).importNew()
            #expect(summary.storedPoints == names.count, "\(summary)")
            #expect(!summary.description.contains("\u{1B}"))
            let run = try #require(try await registry.runs().elements.first)
            for name in names where name != "e\u{301}" {
                #expect(try await registry.points(of: name, run: run.id).count > 0, "\(name.debugDescription)")
            }
            #expect(run.parameters.count == 3)
            #expect(try await !folder.importer(registry.store).importNew().hasStored)
            await registry.close()
        }
    }

    @Test func `more metrics than a run may have are counted, and the same ones are taken again`() async throws {
        let writer = try folder.writer("a")
        for step in 0..<3 as Range<Int64> {
            for metric in 0..<50 {
                try writer.append([.scalar("m\(metric)", 1)], step: step, wallTime: LogFolder.start)
            }
        }
        try writer.close()
        let options = TensorBoardImportOptions(mostMetrics: 20)
        for stored in [60, 0] {
            let summary = try await folder.importer(registry.store, options: options).importNew()
            #expect(summary.storedPoints == stored && summary.knownPoints == 60 - stored)
            #expect(summary.notTaken == [.pointsOfFurtherMetrics: 90])
            #expect(summary.description.contains("--metrics"))
        }
        // A greater limit adds what was missing.
        #expect(try await folder.importer(registry.store).importNew().notTaken.isEmpty)
    }

    @Test func `many long texts are stored in portions, and a record has at most a thousand`() async throws {
        let writer = try folder.writer("a")
        let text = LoggedText(String(repeating: "x", count: 60_000))
        for step in 0..<200 as Range<Int64> {
            try writer.append([.text("long", text)], step: step, wallTime: LogFolder.start)
        }
        let many = (0..<1_200).map { SummaryValue.text("t\($0)", LoggedText("short")) }
        try writer.append(many, step: 200, wallTime: LogFolder.start)
        try writer.close()
        let summary = try await folder.importer(registry.store).importNew()
        #expect(summary.storedLines == 1_200 && summary.notTaken == [.furtherTexts: 200])
        #expect(try await !folder.importer(registry.store).importNew().hasStored)
    }

    @Test func `steps that go back do not drown what else is reported`() async throws {
        for second in 0..<2 as Range<Int64> {
            let writer = try folder.writer("a", second: second)
            for metric in 0..<100 {
                for step in 0..<2 as Range<Int64> {
                    try writer.append([.scalar("m\(metric)", 1)], step: step, wallTime: LogFolder.start)
                }
            }
            try writer.close()
        }
        let url = try folder.log("b", steps: 0..<3)
        try Data(contentsOf: url).dropLast(3).write(to: url)
        let summary = try await folder.importer(registry.store).importNew()
        #expect(summary.reports.count == 11 && summary.unlistedReportCount == 90)
        #expect(summary.reports.contains { $0.contains("ends inside a record") })
    }

    @Test func `parameters beyond a run's record are counted`() async throws {
        let writer = try folder.writer("a")
        let many = Dictionary(uniqueKeysWithValues: (0..<1_500).map { ("p\($0)", HParamValue.number(Double($0))) })
        try writer.append([.hparams(HParamsSessionStart(hparams: many))], step: 0, wallTime: LogFolder.start)
        let long = HParamValue.string(String(repeating: "x", count: 1 << 20))
        try writer.append([.hparams(HParamsSessionStart(hparams: ["p0": long]))], step: 0, wallTime: LogFolder.start)
        try writer.close()
        let summary = try await folder.importer(registry.store).importNew()
        #expect(summary.parameters == 1_000 && summary.notTaken == [.furtherParameters: 501])
    }

    @Test func `a foreign run with the same identifier is left alone`() async throws {
        try folder.log("a", steps: 0..<3)
        try await folder.importer(registry.store).importNew()
        let run = try #require(try await registry.runsByName()["a"])
        try await registry.deleteRun(run.id)
        try await registry.store.insert([run.document], into: .runs)
        let summary = try await folder.importer(registry.store).importNew()
        #expect(summary.storedPoints == 0 && summary.notTaken.values.reduce(0, +) == 3)
        #expect(summary.description.contains("another run has the identifier \(run.id)"))
    }

    @Test(arguments: 0..<20 as Range<UInt64>) func `no bytes make it trap`(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let url = try folder.log("a", steps: 0..<40)
        try folder.log("a", tag: "other", steps: 0..<40, second: 1)
        var bytes = [UInt8](try Data(contentsOf: url))
        for _ in 0..<Int.random(in: 1...20, using: &random) {
            bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        try Data(bytes.prefix(Int.random(in: 0...bytes.count, using: &random))).write(to: url)
        let first = try await folder.importer(registry.store).importNew()
        #expect(first.storedPoints >= 40, "seed \(seed)")
        #expect(try await folder.importer(registry.store).importNew().storedPoints == 0, "seed \(seed)")
    }
}
