import Hummingbird
import NIOCore
import RegistryCore

/// A run with everything that belongs to it, as lines of JSON, each with its `kind`: `run`, `artifact`, `file`, `points`,
/// `log`, and `end`, which says how much there was.
///
/// Nothing is held longer than one page of it, however large the run is. What is logged meanwhile may be among it or not;
/// nothing that was there before is left out.
struct RunExport: Sendable {
    let run: RunID
    let record: Document
    let store: any RecordReader

    private static let recordsInPage = 500
    private static let linesInPage = 1_000

    func write(to writer: inout any ResponseBodyWriter) async throws {
        var counts: Document = ["artifacts": 0, "files": 0, "points": 0, "lines": 0]
        try await write("run", ["run": .document(record)], to: &writer)
        counts["artifacts"] = try await write("artifact", from: .artifacts, to: &writer)
        counts["files"] = try await write("file", from: .files, to: &writer)
        var points = 0
        for name in record["metrics"]?.documentValue?.keys.map({ FieldName.unescaped($0) }) ?? [] {
            points += try await writePoints(of: name, to: &writer)
        }
        counts["points"] = .int(Int64(points))
        counts["lines"] = .int(Int64(try await writeLog(to: &writer)))
        try await write("end", counts, to: &writer)
    }

    private func write(
        _ kind: String, _ content: Document, to writer: inout any ResponseBodyWriter
    ) async throws {
        var line: Document = ["kind": .string(kind)]
        line.update(with: content)
        try await writer.write(ByteBuffer(string: line.json() + "\n"))
    }

    private func write(
        _ kind: String, from collection: CollectionName, to writer: inout any ResponseBodyWriter
    ) async throws -> Value {
        var count: Int64 = 0
        var query = Query(.field("_run", .equals(.string(run.description))), limit: Self.recordsInPage)
        repeat {
            let page = try await store.find(in: collection, query)
            for record in page.elements {
                try await write(kind, [kind: .document(record.withoutIndexes)], to: &writer)
                count += 1
            }
            query.cursor = page.next
        } while query.cursor != nil
        return .int(count)
    }

    private func writePoints(of metric: String, to writer: inout any ResponseBodyWriter) async throws -> Int {
        var passage = SeriesPassage(of: SeriesID(run: run, metric: metric), in: store)
        var count = 0
        while let points = try await passage.next() {
            for part in stride(from: 0, to: points.count, by: SeriesBlock.mostPoints) {
                let some = points[part..<min(part + SeriesBlock.mostPoints, points.count)]
                try await write("points", Self.told(some, of: metric), to: &writer)
            }
            count += points.count
        }
        return count
    }

    /// In the form in which points are sent to the API.
    private static func told(_ points: ArraySlice<SeriesPoint>, of metric: String) -> Document {
        [
            "metric": .string(metric), "steps": .array(points.map { .int($0.step.rawValue) }),
            "values": .array(points.map { Value(plainNumber: $0.value) }),
            "times": .array(points.map { .int($0.time.millisecondsSince1970) }),
            "sequences": .array(points.map { .int($0.sequence) }),
        ]
    }

    private func writeLog(to writer: inout any ResponseBodyWriter) async throws -> Int {
        var count = 0
        var position: LogLine.Position?
        while true {
            let lines = try await store.logLines(
                of: run, behind: position, minimumLevel: .debug, limit: Self.linesInPage)
            for line in lines {
                try await write(
                    "log",
                    [
                        "sequence": .int(line.sequence), "index": .int(Int64(line.index)), "time": .date(line.time),
                        "level": .string(line.level.name), "text": .string(line.text),
                    ], to: &writer)
            }
            count += lines.count
            guard let last = lines.last else { return count }
            position = last.position
        }
    }
}
