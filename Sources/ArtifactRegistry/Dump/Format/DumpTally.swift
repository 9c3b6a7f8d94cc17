import EventFiles
import RegistryCore

/// Counts and digests what passes: two registries whose tallies are equal hold the same.
///
/// How the points of a series are divided into items makes no difference, nor which store they come from.
struct DumpTally: Sendable {
    private var records: [CollectionName: Part] = [:]
    private var points = Part()
    private var lines = Part()
    private var series: SeriesID?
    private var run: RunID?
    private(set) var seriesCount: Int64 = 0

    private struct Part: Sendable {
        var count: Int64 = 0
        var hash = SHA256()

        var summary: DumpSummary.Part { DumpSummary.Part(count: count, sha256: hash.hexadecimalDigest) }
    }

    /// What has passed so far.
    var summary: DumpSummary {
        DumpSummary(
            records: records.mapValues(\.summary), points: points.summary, series: seriesCount, lines: lines.summary)
    }

    mutating func add(_ item: DumpItem) throws(RegistryError) {
        switch item {
        case .record(let record, let collection):
            let body = try record.bson()
            records[collection, default: Part()].count += 1
            records[collection, default: Part()].hash.update(body)
        case .points(let new, let series):
            if self.series != series {
                self.series = series
                seriesCount += 1
                points.hash.update(Array("\(series.run)\(series.metric)\0".utf8))
            }
            var bytes: [UInt8] = []
            bytes.reserveCapacity(32 * new.count)
            for point in new {
                bytes.appendLittleEndian(UInt64(bitPattern: point.sequence))
                bytes.appendLittleEndian(UInt64(bitPattern: point.step.rawValue))
                bytes.appendLittleEndian(UInt64(bitPattern: point.time.millisecondsSince1970))
                bytes.appendLittleEndian(point.dumpedBits)
            }
            points.hash.update(bytes)
            points.count += Int64(new.count)
        case .lines(let new, let run):
            var bytes: [UInt8] = []
            if self.run != run {
                self.run = run
                bytes += Array(run.description.utf8)
            }
            for line in new {
                bytes.appendLittleEndian(UInt64(bitPattern: line.sequence))
                bytes.appendLittleEndian(UInt64(bitPattern: Int64(line.index)))
                bytes.appendLittleEndian(UInt64(bitPattern: line.time.millisecondsSince1970))
                bytes.append(UInt8(truncatingIfNeeded: line.level.rawValue))
                bytes.appendLittleEndian(UInt64(line.text.utf8.count))
                bytes += Array(line.text.utf8)
            }
            lines.hash.update(bytes)
            lines.count += Int64(new.count)
        case .runsComplete: break
        }
    }
}
