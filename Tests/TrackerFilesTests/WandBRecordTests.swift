import RegistryTestKit
import Testing
import TrackerFiles

@Suite struct WandBRecordTests {
    /// One record of every kind that is written.
    static let records: [WandBRecord] = {
        var run = WandBRun()
        run.id = "abc12345"
        run.entity = "me"
        run.project = "p1"
        run.config = [WandBItem(path: ["lr"], value: .json(Array("0.01".utf8)))]
        run.group = "g"
        run.jobType = "train"
        run.displayName = "a run"
        run.notes = "notes"
        run.tags = ["t1", "t2"]
        run.sweepID = "s"
        run.host = "host"
        run.startingStep = 7
        run.startSeconds = 1_700_000_000.5
        run.gitRemote = "https://example.org/x.git"
        run.gitCommit = "0123"
        let item = WandBItem(path: ["loss"], value: .json(Array("0.5".utf8)))
        let nested = WandBItem(path: ["net", "depth"], value: .json(Array("3".utf8)))
        return [
            .header(producer: "test", minimumConsumer: "0.70.0"), .run(run),
            .config(update: [item, nested], remove: [nested]), .summary(update: [item], remove: []),
            .history([item, WandBItem(path: ["_step"], value: .json(Array("3".utf8)))], step: 3),
            .output(isError: false, seconds: 1_700_000_001, text: "hello\n"),
            .output(isError: true, seconds: 1_700_000_002, text: "oh\n"), .files(["a.txt", "b/c.txt"]),
            .stats([item], seconds: 1_700_000_003),
            .metric(WandBMetric(name: "loss", stepMetric: "epoch", summary: [.minimum, .last])),
            .alert(title: "t", text: "x", level: "WARN"), .exit(code: 1, runtime: 60), .other(0),
        ]
    }()

    @Test(arguments: records) func `what is written is read as it was`(_ record: WandBRecord) throws {
        #expect(try WandBRecordDecoder.decode(WandBRecordEncoder.encode(record, number: 5)) == record)
    }

    @Test func `newer clients' values are read as what they are`() throws {
        // history { item { key "a" int -3 }, item { key "b" double 0.5 }, item { key "c" text "x" }, item { key "d" bool } }
        let items: [[UInt8]] = [
            [0x0A, 1, 0x61, 0x28, 5], [0x0A, 1, 0x62, 0x31, 0, 0, 0, 0, 0, 0, 0xE0, 0x3F],
            [0x0A, 1, 0x63, 0x3A, 1, 0x78], [0x0A, 1, 0x64, 0x20, 1], [0x0A, 1, 0x65, 0x18, 1],
        ]
        let history = items.flatMap { item -> [UInt8] in [0x0A, UInt8(item.count)] + item }
        let record = try WandBRecordDecoder.decode([0x12, UInt8(history.count)] as [UInt8] + history)
        #expect(
            record
                == .history(
                    [
                        WandBItem(path: ["a"], value: .int(-3)), WandBItem(path: ["b"], value: .double(0.5)),
                        WandBItem(path: ["c"], value: .text("x")), WandBItem(path: ["d"], value: .bool(true)),
                        WandBItem(path: ["e"], value: .none),
                    ], step: nil))
    }

    @Test func `numbers and texts are written as Python's JSON`() {
        #expect(WandBRecordEncoder.jsonText(.nan) == "NaN")
        #expect(WandBRecordEncoder.jsonText(-.infinity) == "-Infinity")
        #expect(WandBRecordEncoder.jsonText(0.1) == "0.1")
        #expect(WandBRecordEncoder.jsonText("a\"\\\n\u{1}é") == Array("\"a\\\"\\\\\\u000a\\u0001é\"".utf8))
    }

    @Test func `a record cut or changed at any byte is read, or refused with a reason`() {
        for record in Self.records {
            let bytes = WandBRecordEncoder.encode(record, number: 300)
            for end in 0...bytes.count { check(Array(bytes[..<end])) }
            for index in bytes.indices {
                for change: UInt8 in [0x01, 0x80, 0xFF] {
                    var changed = bytes
                    changed[index] ^= change
                    check(changed)
                }
            }
        }
    }

    @Test func `random bytes are read, or refused with a reason`() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<3_000 {
            check(
                (0..<Int.random(in: 0...60, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator)
                })
        }
    }

    private func check(_ bytes: [UInt8]) {
        do {
            _ = try WandBRecordDecoder.decode(bytes)
        } catch {
            #expect(error.code == .damaged && !error.message.isEmpty)
        }
        do {
            _ = try SwanLabRecordDecoder.decode(bytes)
        } catch {
            #expect(error.code == .damaged && !error.message.isEmpty)
        }
    }
}
