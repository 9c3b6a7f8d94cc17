/// The bytes of a block's strands: the summaries of every ``SeriesBlock/pointsPerStrand`` points.
///
/// In version 1 the extremes are those of all values; it is written where none is infinite. In version 2 they are the
/// finite ones, and two more columns say how many infinities of each kind there are.
enum StrandColumns {
    private static let versionWithInfinities: UInt8 = 2

    /// Their counts follow from the block's and are not written.
    static func encode(_ points: ArraySlice<SeriesPoint>) -> [UInt8] {
        let size = SeriesBlock.pointsPerStrand
        let strands = stride(from: points.startIndex, to: points.endIndex, by: size).compactMap { start in
            SeriesSummary(points: points[start..<min(start + size, points.endIndex)])
        }
        let hasInfinities = strands.contains(where: \.hasInfinities)
        var writer = ColumnWriter()
        writer.reserveCapacity(strands.count * 48 + 32)
        writer.write(byte: hasInfinities ? versionWithInfinities : SeriesColumns.version)
        writer.write(unsigned: UInt64(strands.count))
        writer.write(column: strands.map { Int64($0.nanCount) })
        if hasInfinities {
            writer.write(column: strands.map { Int64($0.positiveInfinityCount) })
            writer.write(column: strands.map { Int64($0.negativeInfinityCount) })
        }
        writer.write(column: strands.map(\.firstStep.rawValue))
        writer.write(column: strands.map(\.lastStep.rawValue))
        writer.write(column: strands.map(\.firstTime.millisecondsSince1970))
        writer.write(column: strands.map(\.lastTime.millisecondsSince1970))
        writer.write(column: strands.map(\.sequenceOfFirst))
        writer.write(column: strands.map(\.sequenceOfLast))
        writer.write(doubles: strands.map(\.finiteMinimum))
        writer.write(doubles: strands.map(\.finiteMaximum))
        writer.write(doubles: strands.map(\.first))
        writer.write(doubles: strands.map(\.last))
        return writer.bytes
    }

    /// The strands of a block of `count` points, and whether they count infinities; `nil` when the bytes are something
    /// else.
    static func decode(_ bytes: [UInt8], count: Int) -> (summaries: [SeriesSummary], countInfinities: Bool)? {
        let size = SeriesBlock.pointsPerStrand
        let strands = (count + size - 1) / size
        var reader = ColumnReader(bytes)
        guard let version = reader.byte(), version == SeriesColumns.version || version == versionWithInfinities,
            reader.unsigned() == UInt64(strands), let nanCounts = reader.column(strands)
        else { return nil }
        let countInfinities = version == versionWithInfinities
        let none = [Int64](repeating: 0, count: strands)
        guard let positives = countInfinities ? reader.column(strands) : none,
            let negatives = countInfinities ? reader.column(strands) : none,
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
            let numbers = points - Int(nanCounts[index])
            let extremes =
                countInfinities
                ? SeriesSummary.Extremes(
                    positiveInfinities: Int(positives[index]), negativeInfinities: Int(negatives[index]),
                    finite: (minima[index], maxima[index]), numbers: numbers)
                : SeriesSummary.Extremes(
                    minimum: minima[index], maximum: maxima[index], known: [firsts[index], lasts[index]],
                    numbers: numbers)
            guard let extremes else { return nil }
            summaries.append(
                SeriesSummary(
                    count: points, nanCount: Int(nanCounts[index]), extremes: extremes, first: firsts[index],
                    last: lasts[index], firstStep: Step(firstSteps[index]), lastStep: Step(lastSteps[index]),
                    firstTime: WallTime(millisecondsSince1970: firstTimes[index]),
                    lastTime: WallTime(millisecondsSince1970: lastTimes[index]),
                    sequenceOfFirst: firstSequences[index], sequenceOfLast: lastSequences[index]))
        }
        return (summaries, countInfinities)
    }
}
