/// The bytes of a ``SeriesBlock``: its points, and the summaries of its strands.
///
/// Both begin with the version, 1, and the number of entries; columns follow one after another, see ``ColumnWriter``.
/// Strands with infinities have the version 2 and columns that count them, see ``StrandColumns``.
enum SeriesColumns {
    static let version: UInt8 = 1

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
}
