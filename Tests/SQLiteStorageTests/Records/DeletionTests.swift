import RegistryCore
import RegistryTestKit
import Testing

@testable import SQLiteStorage

@Suite("The deletion of a run leaves nothing of it behind")
struct DeletionTests {
    private static let runText = "0198c0ffee0070008000000000000002"

    private func makeRun(in store: SQLiteStore) async throws -> RunID {
        let run = try #require(RunID(Self.runText))
        try await store.insert([Run(id: run, startTime: WallTime(millisecondsSince1970: 0)).document], into: .runs)
        return run
    }

    private func appendPoint(_ sequence: Int64, to run: RunID, of store: SQLiteStore) async throws {
        let point = SeriesPoint(
            step: Step(sequence), time: WallTime(millisecondsSince1970: 0), value: 1, sequence: sequence)
        try await store.append([SeriesAppend(series: SeriesID(run: run, metric: "loss"), points: [point])])
    }

    private func appendLine(_ sequence: Int64, to run: RunID, of store: SQLiteStore) async throws {
        let time = WallTime(millisecondsSince1970: 0)
        try await store.appendLog([LogLine(sequence: sequence, time: time, level: .info, text: "line")], to: run)
    }

    private func insertRecords(_ sequences: Range<Int64>, of run: RunID, into store: SQLiteStore) async throws {
        let records: [Document] = sequences.map { ["_run": .string(run.description), "_seq": .int($0)] }
        try await store.insert(records, into: .artifacts)
        try await store.insert(records, into: .files)
    }

    private func expectNothing(of run: RunID, in store: SQLiteStore) async throws {
        let left = try await store.read { session in
            try ["runs", "artifacts", "files", "series", "series_blocks", "log_blocks"].filter { table in
                try session.firstOnce("SELECT count(*) FROM \(table)", []) { $0.int(0) } != 0
            }
        }
        #expect(left == [])
    }

    @Test func `what a training appends meanwhile is gone with the run, or finds no run`() async throws {
        try await withStore { store, _ in
            let run = try await makeRun(in: store)
            try await insertRecords(0..<3_000, of: run, into: store)
            let (started, begun) = AsyncStream.makeStream(of: Void.self)
            let codes = try await withThrowingTaskGroup(of: RegistryError.Code?.self) { group in
                for isPoints in [true, false] {
                    group.addTask {
                        await registryError {
                            for sequence in Int64(0)... {
                                if isPoints {
                                    try await appendPoint(sequence, to: run, of: store)
                                } else {
                                    try await appendLine(sequence, to: run, of: store)
                                }
                                begun.yield()
                            }
                        }?.code
                    }
                }
                for await _ in started { break }
                let deletion = try await store.deleteRun(run)
                #expect(deletion.run && deletion.artifacts == 3_000 && deletion.files == 3_000)
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(codes == [.notFound, .notFound])
            try await expectNothing(of: run, in: store)
        }
    }

    @Test func `what is added between two transactions of the removal is removed too`() async throws {
        try await withStore { store, _ in
            let run = try await makeRun(in: store)
            try await insertRecords(0..<3, of: run, into: store)
            func advance(_ removal: RunRemoval) async throws -> RunRemoval {
                try await store.write { session in
                    var removal = removal
                    try removal.advance(in: session, atMost: 5)
                    return removal
                }
            }
            var removal = try await advance(RunRemoval(of: run))
            #expect(!removal.isComplete)
            #expect(removal.deletion.artifacts == 3 && removal.deletion.files == 2 && !removal.deletion.run)
            try await insertRecords(3..<5, of: run, into: store)
            try await appendPoint(0, to: run, of: store)
            removal = try await advance(removal)
            #expect(!removal.isComplete)
            try await appendLine(0, to: run, of: store)
            removal = try await advance(removal)
            #expect(removal.isComplete)
            #expect(removal.deletion.artifacts == 5 && removal.deletion.files == 5 && removal.deletion.run)
            #expect(removal.deletion.points == 1 && removal.deletion.logLines == 1)
            try await expectNothing(of: run, in: store)
            try await expectExactCounts(store)
        }
    }

    @Test func `records whose run is written in capitals go with the run`() async throws {
        try await withStore { store, _ in
            let run = try await makeRun(in: store)
            try await store.insert([["_run": .string(Self.runText.uppercased()), "_seq": 1]], into: .artifacts)
            #expect(try await store.deleteRun(run).artifacts == 1)
            try await expectNothing(of: run, in: store)
        }
    }
}
