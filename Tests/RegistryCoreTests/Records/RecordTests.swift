import BSONCoding
import RegistryCore
import RegistryTestKit
import Testing

@Suite("Records")
struct RecordTests {
    @Test func `a run comes back from its document, whatever its parameters are called`() throws {
        let summary = SeriesSummary(points: [
            SeriesPoint(step: 3, time: WallTime(millisecondsSince1970: 5), value: 0.5, sequence: 1),
            SeriesPoint(step: 4, time: WallTime(millisecondsSince1970: 6), value: .nan, sequence: 2),
        ])
        let run = Run(
            id: StoreContract.someRun(), experiment: "digits", name: "first", status: .killed,
            startTime: WallTime(millisecondsSince1970: 1), endTime: WallTime(millisecondsSince1970: 2),
            parameters: ["a.b": 1, "$x": ["y": 2], "": nil], tags: ["100%": "yes"], notes: "# Notes", host: "box",
            gitCommit: "abc", heartbeat: WallTime(millisecondsSince1970: 3),
            metrics: ["train/loss": MetricSummary(summary: try #require(summary), revisitedSteps: 1)])
        #expect(try Run(document: run.document) == run)
    }

    @Test func `a run is lost when it has been silent for more than 90 seconds and should be running`() {
        let start = WallTime(millisecondsSince1970: 1_700_000_000_000)
        func later(_ seconds: Int64) -> WallTime {
            WallTime(millisecondsSince1970: start.millisecondsSince1970 + seconds * 1_000)
        }
        var run = Run(id: StoreContract.someRun(), startTime: start, heartbeat: start)
        #expect(run.apparentStatus(at: start) == .running)
        #expect(run.apparentStatus(at: later(90)) == .running)
        #expect(run.apparentStatus(at: later(91)) == .lost)
        // Another machine's clock may be ahead of this one's.
        #expect(run.apparentStatus(at: later(-3_600)) == .running)
        for status in RunStatus.allCases where status != .running {
            run.status = status
            #expect(run.apparentStatus(at: later(3_600)) == status)
        }
        run.status = .running
        run.heartbeat = nil
        #expect(run.apparentStatus(at: later(3_600)) == .running)
    }

    @Test func `a stored run without a needed field is told by its name`() {
        let error = #expect(throws: RegistryError.self) {
            try Run(document: [
                "_id": .string(StoreContract.someRun().description), "startTime": 5, "status": "running",
            ])
        }
        #expect(error?.code == .corruptData)
        #expect(error?.message.contains("startTime") == true)
    }

    @Test func `an artifact shows the user's fields and keeps the registry's apart`() throws {
        let artifactID = ObjectID()
        let record = ArtifactRecord(
            id: .objectID(ObjectID()), run: StoreContract.someRun(), sequence: 7,
            fields: ["ArtifactID": .objectID(artifactID), "MSE": 0.5])
        #expect(try ArtifactRecord(document: record.document) == record)
        #expect(record.artifactID == artifactID)
    }

    @Test func `a file written by the original, with type for filetype, is read`() throws {
        let file = try FileRecord(document: ["_id": "x", "file": "a.csv", "type": "csv"])
        #expect(file.fileType == "csv")
    }
}
