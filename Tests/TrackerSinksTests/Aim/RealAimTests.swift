import EventFiles
import FileStorage
import Foundation
import RegistryCore
import RegistryTestKit
import SinkTestKit
import Testing
import TrainingLog

@testable import TrackerSinks

/// What arrives at a real Aim server, and what Aim's own package reads of it.
@Suite(.enabled(if: AimProgram.absence == nil, Comment(rawValue: AimProgram.absence ?? "")), .serialized)
struct RealAimTests {
    let server: AimProgram

    init() throws { server = try AimProgram.shared.get() }

    func newRun() -> RunID {
        var generator = SystemRandomNumberGenerator()
        return RunID(time: FakeMLflow.start, using: &generator)
    }

    func sink(_ run: RunID) throws -> AimSink {
        try AimSink(AimConfiguration(repo: server.repo), run: run, startTime: FakeMLflow.start)
    }

    /// The points of a metric: step, value, epoch, time.
    func points(_ name: String, _ subset: String? = nil, of run: Document) throws -> [[Value]] {
        let context: Document = subset.map { ["subset": .string($0)] } ?? [:]
        let metrics = run["metrics"]?.arrayValue?.compactMap(\.documentValue) ?? []
        let metric = metrics.first { $0["name"]?.stringValue == name && $0["context"] == .document(context) }
        return try #require(metric)["points"]?.arrayValue?.compactMap(\.arrayValue) ?? []
    }

    private struct Place: SinkPlace {
        let server: AimProgram
        let run: RunID
        let http = FlakyHTTP()
        let entries = SinkContract.records(5)

        func makeSink() -> any LogSink {
            var configuration = AimConfiguration(repo: server.repo)
            configuration.http = http
            do {
                return try AimSink(configuration, run: run, startTime: FakeMLflow.start)
            } catch {
                Issue.record(error)
                return NoSink()
            }
        }

        /// The values that lie at the server, each with the number of its entry.
        func arrived() async throws -> [Int64] {
            let aim = try AimServer(AimConfiguration(repo: server.repo))
            let hash = AimRun.hash(of: run)
            let client = UUID().uuidString.lowercased()
            try await aim.connect(client)
            let repository = try await aim.resource("Repo", [], client)
            let tree = try await aim.resource(
                "TreeView",
                [
                    AimField("name", .text("seqs")), AimField("sub", .text(hash)), AimField("read_only", .bool(false)),
                    AimField("index", .bool(false)), AimField("timeout", .none),
                ], client)
            let path: [AimValue] = [
                .text("seqs"), .text("v2"), .text("chunks"), .text(hash), .int(AimHash.of([String: String]())),
                .text("Loss"), .text("val"),
            ]
            // Asked for the whole list, Aim would fill it up from 0 to the largest hash.
            let values = try await aim.call(tree, "items_eager", [.list(path)], client)
            try await aim.disconnect(client, [tree, repository])
            return values.leaves.compactMap { path, value in
                path.last == .number(1) ? value.numberValue.map { Int64($0) } : nil
            }
        }

        var faultCount: Int { FlakyHTTP.Fault.allCases.count }
        func breakDown(_ fault: Int) { http.set(FlakyHTTP.Fault(rawValue: fault)) }
        func mend() { http.set(nil) }
    }

    @Test func `Aim's runs keep the contract`() async throws {
        try await SinkContract { Place(server: server, run: newRun()) }.check()
    }

    @Test func `bytes and hashes are those that Aim's own package makes`() throws {
        let answer = try AimProgram.ask(
            """
            import json, random
            import numpy
            from aim import Audio, Distribution, Text
            from aim.ext.transport.message_utils import pack_args
            from aim.storage.hashing import hash_auto
            from aim.storage.treeutils import encode_tree
            trees = [{}, [], None, {"a": [1, -2, 0.25, None, True, "ä", b"\\x00\\xfe"], "b": {"c": {-5: "x", 2**40: []}}},
                     [["seqs", "v2", -(2**63)], float("-inf")], {"t": Text("Zeile\\n🏃")},
                     Audio(b"RIFF", format="wav", caption="c"), Distribution(hist=numpy.array([1.0, 2.5]), bin_range=(0.0, 4.0))]
            steps = [0, 1, -1, 2**31, 2**53 + 1, 2**61 - 1, 2**62 + 12345, -(2**63), 2**63 - 1]
            random.seed(5)
            steps += [random.randrange(-(2**63), 2**63) >> random.randrange(64) for _ in range(500)]
            print(json.dumps({"trees": [pack_args(encode_tree(tree)).hex() for tree in trees],
                              "steps": [[str(step), str(hash_auto(step))] for step in steps],
                              "texts": [[text, str(hash_auto(text))] for text in ["", "train", "ä" * 64, "x" * 4000]]}))
            """, [])
        let made = try #require(answer.documentValue)
        let trees: [AimValue] = [
            .fields([]), .list([]), .none,
            .fields([
                AimField(
                    "a",
                    .list([
                        .int(1), .int(-2), .double(0.25), .none, .bool(true), .text("ä"), .bytes([0, 0xFE]),
                    ])),
                AimField(
                    "b",
                    .fields([
                        AimField(
                            "c",
                            .fields([AimField(.number(-5), .text("x")), AimField(.number(1 << 40), .list([]))]))
                    ])),
            ]),
            .list([.list([.text("seqs"), .text("v2"), .int(.min)]), .double(-.infinity)]),
            .fields([AimField("t", .object("aim.text", [AimField("data", .blob(.text("Zeile\n🏃")))]))]),
            .object(
                "aim.audio",
                [
                    AimField("caption", .text("c")), AimField("format", .text("wav")),
                    AimField("data", .blob(.bytes(Array("RIFF".utf8)))),
                ]),
            try #require(AimDistribution(try Histogram(edges: [0, 2, 4], counts: [1, 2.5]))).value,
        ]
        let written = trees.map { tree in
            AimTreeWriter.bytes(tree).map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
        }
        #expect(made["trees"]?.arrayValue?.compactMap(\.stringValue) == written)
        let steps = made["steps"]?.arrayValue?.compactMap { $0.arrayValue?.compactMap(\.stringValue) } ?? []
        #expect(steps.count == 509)
        for pair in steps {
            let step = try #require(pair.first.flatMap { Int64($0) })
            #expect(pair.last == "\(AimHash.of(step))", "\(step)")
        }
        for pair in made["texts"]?.arrayValue?.compactMap({ $0.arrayValue?.compactMap(\.stringValue) }) ?? [] {
            #expect(pair.last == pair.first.map { "\(AimHash.of($0))" })
        }
    }

    @Test func `a logger's run is there with everything that Aim has a place for`() async throws {
        let folder = try OwnedFolder()
        var configuration = LoggerConfiguration(
            logsRoot: folder.path, runName: "ein Läufer 🏃", experiment: "exp",
            parameters: ["lr": 0.1, "net": ["depth": 3, "act": "relu"], "layers": [1, 2]],
            tags: ["owner": "me", "small": "true"], systemMetricsInterval: nil, handlesTerminationSignals: false)
        configuration.addedSinks = [try .aim(AimConfiguration(repo: server.repo, tags: ["more"]))]
        let logger = Logger(logDir: "run", configuration: configuration)
        for step in 0..<2_500 { logger.logScalar("train/loss", 1 / Double(step + 1), step: Step(Int64(step))) }
        logger.logScalars(["nan": .nan, "up": .infinity, "down": -.infinity, "epoch": 2], step: 3)
        logger.logScalar("backwards", 1, step: 5)
        logger.logScalar("backwards", 2, step: -4)
        logger.logScalar("twice", 1, step: 5)
        logger.logScalar("twice", 2, step: 5)
        logger.logImage(
            "samples/first", try ImageArray([UInt8](repeating: 7, count: 300 * 2 * 3), shape: [2, 300, 3]), step: 4)
        logger.logLine("hello\tworld")
        logger.logText("note", "# Wörter", step: 6)
        logger.logAudio("beep", [0, 0.5, -0.5, 1], sampleRate: 8_000, step: 2)
        logger.logHistogram("weights", [0.0, 1, 1, 4], step: 3, bucketCount: 4)
        logger.logParameters(ParameterChange(values: ["lr": 0.2, "size": 5], removed: ["layers"]))
        try await logger.close(status: .failed, message: "out of memory")

        let run = try server.run(AimRun.hash(of: logger.runID))
        #expect(run["name"] == "ein Läufer 🏃" && run["experiment"] == "exp")
        #expect(run["tags"] == ["more", "owner:me", "small"])
        #expect(run["active"] == false && run["end"]?.numberValue ?? 0 > 1_700_000_000)
        let attributes = try #require(run["attributes"]?.documentValue)
        // Aim has names in their order.
        #expect(attributes["hparams"] == ["lr": 0.2, "net": ["act": "relu", "depth": 3], "size": 5])
        let ours = attributes["loggerandviewer"]?.documentValue
        #expect(ours?["run"] == .string(logger.runID.description) && ours?["status"] == "failed")
        #expect(ours?["message"] == "out of memory")
        #expect(attributes["environment"]?.documentValue?["host"] != nil)
        #expect(attributes["__system_params"]?.documentValue?["executable"] != nil)
        let loss = try points("loss", "train", of: run)
        #expect(loss.count == 2_500 && loss.map { $0.first } == (0..<2_500).map { .int($0) })
        #expect(loss.last?[1] == "0.0004" && (loss.last?[3].numberValue ?? 0) > 1_700_000_000)
        #expect(try points("nan", of: run).map { Array($0.prefix(3)) } == [[3, "nan", 2.0]])
        #expect(try points("up", of: run).first?[1] == "inf" && points("down", of: run).first?[1] == "-inf")
        #expect(try points("backwards", of: run).map { Array($0.prefix(2)) } == [[-4, "2.0"], [5, "1.0"]])
        #expect(try points("twice", of: run).map { Array($0.prefix(2)) } == [[5, "2.0"]])
        let traces = try #require(run["traces"]?.documentValue)
        let trace = traces["loss"]?.documentValue ?? [:]
        #expect(
            Dictionary(uniqueKeysWithValues: trace.map { ($0.key, $0.value) }) == [
                "dtype": "'float'", "version": "2", "first": "1.0", "first_step": "0", "last": "0.0004",
                "last_step": "2499", "min": "0.0004", "max": "1.0",
            ])
        #expect(run["image"] == [[4, [300, 2, "PNG", "RGB", [7, 7, 7, 255], "samples/first", 1]]])
        #expect(run["text"] == [[6, "# Wörter"]])
        #expect(run["sound"] == [[2, ["wav", "RIFF", "beep"]]])
        #expect(run["distribution"] == [[3, [[1.0, 2.0, 0.0, 1.0], [0.0, 4.0]]]])
        let lines = run["lines"]?.arrayValue?.compactMap { $0.arrayValue?.last?.stringValue }
        #expect(lines?.contains("hello\tworld") == true, "\(lines ?? [])")
    }

    @Test func `videos, labelled texts and hostile names arrive`() async throws {
        let id = newRun()
        let sink = try sink(id)
        let frames = try [0, 200].map { try ImageArray([UInt8](repeating: $0, count: 8), shape: [2, 4]) }
        let video = try LoggedVideo(tag: "clip", frames: frames, fps: 5)
        var entries = [
            FakeMLflow.entry(0, .video(video, Step(1))),
            FakeMLflow.entry(1, .labelledText(LabelledText(label: "note", step: Step(9), text: "Wörter\n# x"))),
        ]
        for (index, name) in OfflineRun.hostileNames.enumerated() {
            let sequence = Int64(entries.count)
            entries.append(FakeMLflow.entry(sequence, .scalar(NamedNumber(name: name, value: Double(index)), Step(2))))
            entries.append(
                FakeMLflow.entry(
                    sequence + 1, .parameters(ParameterChange(values: [name: ["": .string(name), "a.b": .null]]))))
        }
        #expect(try await sink.deliver(entries).isEmpty)
        try await sink.finish(nil)
        let run = try server.run(AimRun.hash(of: id))
        #expect(run["text"] == [[9, "Wörter\n# x"]])
        let clip = run["video"]?.arrayValue?.first?.arrayValue?.last?.arrayValue
        #expect(clip?.prefix(3) == [4, 2, "GIF"] && clip?.last == 2, "\(clip ?? [])")
        // Without an end that somebody told.
        #expect(run["active"] == true)
        let attributes = run["attributes"]?.documentValue?["hparams"]?.documentValue ?? [:]
        for (index, name) in OfflineRun.hostileNames.enumerated() {
            #expect(try points(name, of: run).first?[1] == .string("\(Double(index))"), "\(name.prefix(40))")
            #expect(attributes[name] == ["a.b": .null, "unnamed": .string(name)], "\(name.prefix(40))")
        }
    }
}
