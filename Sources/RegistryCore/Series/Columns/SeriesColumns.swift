/// The bytes of a ``SeriesBlock``: its points, and the summaries of its strands.
///
/// Both begin with the version, 1, and the number of entries; columns follow one after another, see ``ColumnWriter``.
enum SeriesColumns {
    private static let version: UInt8 = 1

    /// Steps, times, sequence numbers, values.
    static func encode(_ points: ArraySlice<SeriesPoint>) -> [UInt8] {
        var writer = ColumnWriter()
        writer.reserveCapacity(points.count * 12 + 32)
        writer.write(byte: version)
        writer.write(unsigned: UInt64(points.count))
        writer.write(column: points.lazy.map(\.step.rawValue))
        writer.write(column: points.lazy.map(\.time.millisecondsSince1970))
        writer.write(column: points.lazy.map(\.sequence))
        writer.write(doubles: points.lazy.map(\.value))
        return writer.bytes
    }

    /// The points, checked to be in order; `nil` when the bytes are something else.
    static func decodePoints(_ bytes: [UInt8]) -> [SeriesPoint]? {
        var reader = ColumnReader(bytes)
        guard reader.byte() == version, let count = reader.unsigned().flatMap(Int.init(exactly:)),
            (1...SeriesBlock.mostPoints).contains(count), let steps = reader.column(count),
            let times = reader.column(count), let sequences = reader.column(count), let values = reader.doubles(count),
            reader.isAtEnd
        else { return nil }
        var points: [SeriesPoint] = []
        points.reserveCapacity(count)
        for index in 0..<count {
            let point = SeriesPoint(
                step: Step(steps[index]), time: WallTime(millisecondsSince1970: times[index]), value: values[index],
                sequence: sequences[index])
            if let previous = points.last, point.precedes(previous) { return nil }
            points.append(point)
        }
        return points
    }

    /// Summaries of every 64 points. Their counts follow from the block's and are not written.
    static func encode(strandsOf points: ArraySlice<SeriesPoint>) -> [UInt8] {
        let size = SeriesBlock.pointsPerStrand
        let strands = stride(from: points.startIndex, to: points.endIndex, by: size).compactMap { start in
            SeriesSummary(points: points[start..<min(start + size, points.endIndex)])
        }
        var writer = ColumnWriter()
        writer.reserveCapacity(strands.count * 48 + 32)
        writer.write(byte: version)
        writer.write(unsigned: UInt64(strands.count))
        writer.write(column: strands.map { Int64($0.nanCount) })
        writer.write(column: strands.map(\.firstStep.rawValue))
        writer.write(column: strands.map(\.lastStep.rawValue))
        writer.write(column: strands.map(\.firstTime.millisecondsSince1970))
        writer.write(column: strands.map(\.lastTime.millisecondsSince1970))
        writer.write(column: strands.map(\.sequenceOfFirst))
        writer.write(column: strands.map(\.sequenceOfLast))
        writer.write(doubles: strands.map(\.minimum))
        writer.write(doubles: strands.map(\.maximum))
        writer.write(doubles: strands.map(\.first))
        writer.write(doubles: strands.map(\.last))
        return writer.bytes
    }

    /// The strands of a block of `count` points; `nil` when the bytes are something else.
    static func decodeStrands(_ bytes: [UInt8], count: Int) -> [SeriesSummary]? {
        let size = SeriesBlock.pointsPerStrand
        let strands = (count + size - 1) / size
        var reader = ColumnReader(bytes)
        guard reader.byte() == version, reader.unsigned() == UInt64(strands), let nanCounts = reader.column(strands),
            let firstSteps = reader.column(strands), let lastSteps = reader.column(strands),
            let firstTimes = reader.column(strands), let lastTimes = reader.column(strands),
            let firstSequences = reader.column(strands), let lastSequences = reader.column(strands),
            let minima = reader.doubles(strands), let maxima = reader.doubles(strands),
            let firsts = reader.doubles(strands), let lasts = reader.doubles(strands), reader.isAtEnd
        else { return nil }
        var summaries: [SeriesSummary] = []
        summaries.reserveCapacity(strands)
        for index in 0..<strands {
            let points = min(size, count - index * size)
            guard (0...Int64(points)).contains(nanCounts[index]), firstSteps[index] <= lastSteps[index] else {
                return nil
            }
            summaries.append(
                SeriesSummary(
                    count: points, nanCount: Int(nanCounts[index]), minimum: minima[index], maximum: maxima[index],
                    first: firsts[index], last: lasts[index], firstStep: Step(firstSteps[index]),
                    lastStep: Step(lastSteps[index]), firstTime: WallTime(millisecondsSince1970: firstTimes[index]),
                    lastTime: WallTime(millisecondsSince1970: lastTimes[index]),
                    sequenceOfFirst: firstSequences[index], sequenceOfLast: lastSequences[index]))
        }
        return summaries
    }
}
