import BSONCoding
import RegistryCore
import RegistryTestKit
import Testing
import TrackerFiles

@testable import ArtifactRegistry

@Suite struct SacredRecordTests {
    private static let now = WallTime(secondsSince1970: 1_700_000_100)

    private func record(_ more: Document = [:]) -> SacredRecord {
        var document: Document = [
            "_id": 1, "experiment": ["name": "exp", "repositories": [["commit": "abc", "dirty": false]]],
            "host": ["hostname": "h"], "command": "main", "meta": ["comment": "said"], "status": "COMPLETED",
            "start_time": .date(WallTime(secondsSince1970: 1_700_000_000)),
        ]
        for (name, value) in more { document[name] = value }
        return SacredRecord(document)
    }

    private func batch(_ work: (inout SourceBatch) -> Void) -> SourceBatch {
        var batch = SourceBatch()
        work(&batch)
        return batch
    }

    @Test func `what Sacred says of a run as a whole becomes its facts`() {
        var facts = SourceFacts()
        facts.setSacred(record(["omniboard": ["tags": ["good"], "notes": "noted"], "result": 5]), name: "1")
        #expect(facts.name == "1" && facts.experiment == "exp" && facts.host == "h" && facts.gitCommit == "abc")
        #expect(facts.notes == "said\nnoted" && facts.status == .finished)
        #expect(facts.tags.values == ["command": "main", "good": "true"])
        #expect(facts.summary.values == ["result": 5])
    }

    @Test(arguments: [
        ("COMPLETED", RunStatus.finished), ("FAILED", .failed), ("TIMEOUT", .failed), ("INTERRUPTED", .killed),
        ("RUNNING", nil), ("QUEUED", nil),
    ])
    func `each status of Sacred's has one here`(_ said: String, _ status: RunStatus?) {
        var facts = SourceFacts()
        facts.setSacred(record(["status": .string(said)]), name: "1")
        #expect(facts.status == status && facts.tellsEnd)
    }

    @Test func `fields of wrong types and those that are missing are told in one report`() {
        let whole = batch { record().tell(&$0, place: "p") }
        #expect(whole.reports.isEmpty)
        let wrong: Document = [
            "experiment": 5, "host": "h", "info": [], "config": 1, "artifacts": "a", "captured_out": 7,
            "start_time": "no time", "status": "DREAMING",
        ]
        let report = batch { SacredRecord(wrong).tell(&$0, place: "p") }.reports.first ?? ""
        for name in ["experiment", "host", "info", "config", "artifacts", "captured_out", "start_time", "DREAMING"] {
            #expect(report.contains(name), "\(report)")
        }
        let empty = batch { SacredRecord([:]).tell(&$0, place: "p") }.reports
        #expect(empty == ["p: experiment is missing; start_time is missing; status is missing"])
        var facts = SourceFacts()
        facts.setSacred(SacredRecord(wrong), name: "1")
        #expect(facts.experiment == "default" && facts.start == nil && facts.host.isEmpty)
    }

    @Test func `Python objects are kept as plain values, and counted`() {
        var facts = SourceFacts()
        let array: Value = ["py/object": "numpy.ndarray", "dtype": "int64", "values": [1, 2]]
        let call: Value = ["py/reduce": [["py/function": "os.system"], ["py/tuple": ["true"]]]]
        let read = batch {
            facts.setSacred(configuration: ["net": ["w": array]], info: ["call": call, "metrics": [array]], &$0)
            record(["result": [array, 3]]).tell(&$0, place: "p")
        }
        #expect(read.omissions == [.pythonObjects: 3])
        #expect(facts.parameters.values["net.w.py/object"] == "numpy.ndarray")
        #expect(facts.parameters.values["net.w.values"] == [1, 2])
        #expect(facts.summary.values["call.py/reduce"] == [["py/function": "os.system"], ["py/tuple": ["true"]]])
    }

    @Test func `source files, resources and packages are counted`() {
        let read = batch {
            record([
                "experiment": ["name": "exp", "sources": [["a.py", "x"]], "dependencies": ["numpy==1"]],
                "resources": [["data.csv", "md5"]],
            ]).tell(&$0, place: "p")
        }
        #expect(read.omissions == [.sacredFiles: 3])
    }

    @Test func `lists of different lengths are told, and the values are taken`() throws {
        let fields: Document = [
            "values": [1, 2.5, "text", .double(.nan)], "steps": [10, 0.5],
            "timestamps": .array(Array(repeating: 1, count: 6)),
        ]
        let encoded = try BSONReader(fields.bson())
        for metric in [
            SacredMetric(name: "loss", fields: fields), try SacredMetric(name: "loss", document: encoded),
        ] {
            let read = batch {
                var metric = metric
                #expect(!metric.read(into: &$0, place: "p"))
            }
            #expect(read.points.map(\.step) == [10, nil, nil])
            #expect(read.points.map(\.value).prefix(2) == [1, 2.5] && read.points.last?.value.isNaN == true)
            #expect(read.omissions == [.texts: 1, .strangeSteps: 1])
            #expect(read.reports.count == 1)
            #expect(read.reports.first?.contains("4 values, 2 steps and 6 timestamps") == true)
        }
    }

    @Test func `a metric whose values are no list is told`() {
        let read = batch {
            var metric = SacredMetric(name: "loss", fields: ["values": "many", "steps": [1]])
            #expect(!metric.read(into: &$0, place: "p"))
        }
        #expect(read.points.isEmpty && read.reports == ["p: the values of the metric loss are no list"])
    }

    @Test func `a metric is read in parts, and goes on where it stopped`() throws {
        let count = 40_000
        let fields: Document = ["values": .array((0..<count).map { .int(Int64($0)) })]
        var metric = try SacredMetric(name: "loss", document: BSONReader(fields.bson()))
        var (read, values) = (SourceBatch(), [Double]())
        var isMore = true
        while isMore {
            isMore = metric.read(into: &read, place: "p")
            #expect(read.points.count <= 16_384)
            values += read.points.map(\.value)
            read.removeAll()
        }
        #expect(values == (0..<count).map(Double.init))
    }

    @Test func `what stands before damaged bytes is taken, and the damage is told`() throws {
        var bytes = try (["values": [1, 2, "xy", 4]] as Document).bson()
        let place = try #require(bytes.firstIndex(of: UInt8(ascii: "x")))
        bytes[place] = 0xFF
        var metric = try SacredMetric(name: "loss", document: BSONReader(bytes))
        let read = batch { #expect(!metric.read(into: &$0, place: "p")) }
        #expect(read.points.map(\.value) == [1, 2])
        #expect(read.reports.first?.contains("damaged behind 2 values") == true)
    }

    @Test func `a line that has not ended waits while the run goes on, and how it failed stands behind`() throws {
        let start: Document = ["heartbeat": .date(Self.now), "status": "RUNNING"]
        for (more, lines, omitted) in [
            (start, ["one"], 1), (["status": "INTERRUPTED"], ["one", "tw"], 0),
            (
                ["status": "FAILED", "fail_trace": ["Traceback:\n", "  File x\n    raise\n", 5]],
                ["one", "tw", "Traceback:", "  File x", "    raise"], 0
            ),
        ] as [(Document, [String], Int)] {
            let record = record(more)
            var output = SacredOutput(LineReader(TextSource("one\r\n\ntw")), of: record, place: "p", now: Self.now)
            var read = SourceBatch()
            while try output.takeLine(into: &read) {}
            #expect(read.lines.map(\.text) == lines)
            #expect(read.lines.filter { $0.level == .error }.count == max(0, lines.count - 2))
            #expect(read.omissions == (omitted == 0 ? [:] : [.piecesOfLines: omitted]))
        }
    }

    @Test func `the same number is one identifier, and a text of digits is another`() {
        #expect(SacredIdentifier(1) == SacredIdentifier(1.0) && SacredIdentifier(1) != SacredIdentifier("1"))
        #expect(SacredIdentifier(1).exactText != SacredIdentifier("1").exactText)
        #expect(SacredIdentifier("a").text == "a" && SacredIdentifier(12).text == "12")
        #expect(!SacredIdentifier(["$gt": ""]).isPlain)
    }

    @Test func `an address is no path, whatever it holds`() {
        #expect(TrackerSearch.isURL("mongodb://u:p@host/db") && TrackerSearch.isURL("ftp://u:p@host"))
        #expect(!TrackerSearch.isURL("folder/file") && !TrackerSearch.isURL("://") && !TrackerSearch.isURL("a b://c"))
    }
}
