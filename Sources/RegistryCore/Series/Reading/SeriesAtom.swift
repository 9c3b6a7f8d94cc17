/// Points that are counted as one where they lie within one bucket: a whole block, a strand of it, or one of its steps.
struct SeriesAtom {
    /// The points in a few numbers.
    var summary: SeriesSummary

    /// Which block they are in, as a position in the list of blocks.
    var block: Int

    /// Where they are among the block's points.
    var points: Range<Int>

    /// Whether it could be cut between two steps.
    var isDivisible: Bool { summary.firstStep < summary.lastStep }

    /// At least as many as the different steps it holds.
    var mostSteps: Int {
        let width = UInt64(bitPattern: summary.lastStep.rawValue &- summary.firstStep.rawValue)
        return width >= UInt64(summary.count) ? summary.count : Int(width) + 1
    }

    /// A whole block.
    init(block: Int, summary: SeriesSummary) {
        self.summary = summary
        self.block = block
        points = 0..<summary.count
    }

    private init(summary: SeriesSummary, block: Int, points: Range<Int>) {
        self.summary = summary
        self.block = block
        self.points = points
    }

    /// The strands of a whole block.
    static func strands(_ summaries: [SeriesSummary], block: Int) -> [SeriesAtom] {
        var start = 0
        return summaries.map { summary in
            defer { start += summary.count }
            return SeriesAtom(summary: summary, block: block, points: start..<start + summary.count)
        }
    }

    /// Some of a block's points, cut into as many atoms as `belongTogether` leaves.
    ///
    /// - Parameters:
    ///   - all: all points of the block.
    ///   - indices: those that are meant.
    ///   - belongTogether: whether a point belongs to the atom that has so many points and ends with the other one.
    static func atoms(
        of all: [SeriesPoint], in indices: Range<Int>, block: Int,
        belongTogether: (_ count: Int, _ last: SeriesPoint, _ next: SeriesPoint) -> Bool
    ) -> [SeriesAtom] {
        var atoms: [SeriesAtom] = []
        var start = indices.lowerBound
        for index in indices {
            let isEnd = index + 1 == indices.upperBound
            guard isEnd || !belongTogether(index + 1 - start, all[index], all[index + 1]),
                let summary = SeriesSummary(points: all[start...index])
            else { continue }
            atoms.append(SeriesAtom(summary: summary, block: block, points: start..<index + 1))
            start = index + 1
        }
        return atoms
    }
}
