/// One attempt to answer from the blocks that a store named.
///
/// Every call answers `nil` when a block has been merged into another since it was named.
struct SeriesSurvey<Reader: RecordReader> {
    let series: SeriesID
    let range: ClosedRange<Step>
    let limit: Int
    let blocks: [SeriesBlock]
    let reader: Reader

    /// So many blocks are loaded at a time, which bounds the memory for what is read and thrown away.
    private var portion: Int { 64 }

    /// So many points may be read in order to have finer buckets than strands give; beyond it, they have to do.
    private var mostPointsForRefinement: Int { max(256 * 1_024, 128 * limit) }

    /// So many atoms are made of them; beyond it, neighbouring steps are taken together.
    private var mostAtomsForRefinement: Int { 1_024 * 1_024 }

    /// The answer.
    func answer() async throws -> SeriesAnswer? {
        guard var atoms = try await atomsInRange() else { return nil }
        let count = atoms.reduce(0) { $0 + $1.summary.count }
        if count <= limit {
            guard let points = try await exactPoints(of: atoms) else { return nil }
            return SeriesAnswer(content: .points(points), count: count, repeatedSteps: count - points.count)
        }
        var cuts = Self.cuts(&atoms, atMost: limit)
        if cuts.ends.count * 2 < limit {
            guard try await divideIntoStrands(&atoms) else { return nil }
            cuts = Self.cuts(&atoms, atMost: limit)
        }
        if cuts.ends.count * 2 < limit {
            guard try await divideIntoSteps(&atoms) else { return nil }
            cuts = Self.cuts(&atoms, atMost: limit)
        }
        guard let buckets = try await buckets(of: atoms, cuts) else { return nil }
        return SeriesAnswer(content: .buckets(buckets), count: count, repeatedSteps: nil)
    }

    private static func cuts(_ atoms: inout [SeriesAtom], atMost limit: Int) -> SeriesCuts {
        atoms.sort { $0.summary.lastStep < $1.summary.lastStep }
        return SeriesCuts(of: atoms, atMost: limit)
    }

    /// Whole blocks, and the parts within the range of those that lie across its ends.
    private func atomsInRange() async throws -> [SeriesAtom]? {
        var atoms: [SeriesAtom] = []
        var edges: [Int] = []
        for (index, block) in blocks.enumerated() {
            if range.contains(block.summary.firstStep) && range.contains(block.summary.lastStep) {
                atoms.append(SeriesAtom(block: index, summary: block.summary))
            } else {
                edges.append(index)
            }
        }
        let isComplete = try await eachBlock(of: edges) { index, points in
            let inside =
                points.partitioningIndex {
                    $0.step >= range.lowerBound
                }..<points.partitioningIndex { $0.step > range.upperBound }
            atoms += SeriesAtom.atoms(of: points, in: inside, block: index) { count, _, _ in
                count < SeriesBlock.pointsPerStrand
            }
        }
        return isComplete ? atoms : nil
    }

    /// The points, of every step the one with the greatest sequence number.
    private func exactPoints(of atoms: [SeriesAtom]) async throws -> [SeriesPoint]? {
        var all: [SeriesPoint] = []
        let isComplete = try await eachBlock(of: Set(atoms.map(\.block)).sorted()) { _, points in
            all += points.lazy.filter { range.contains($0.step) }
        }
        guard isComplete else { return nil }
        all.sort { $0.precedes($1) }
        var shown: [SeriesPoint] = []
        for point in all {
            if shown.last?.step == point.step { shown.removeLast() }
            shown.append(point)
        }
        return shown
    }

    /// Puts strands in the place of whole blocks where that makes a difference.
    private func divideIntoStrands(_ atoms: inout [SeriesAtom]) async throws -> Bool {
        let size = SeriesBlock.pointsPerStrand
        let coarse = atoms.filter { $0.isDivisible && $0.points.count > size }.map(\.block)
        var divided: [SeriesAtom] = []
        for start in stride(from: 0, to: coarse.count, by: portion) {
            let indices = coarse[start..<min(start + portion, coarse.count)]
            guard let loaded = try await load(indices, .strands) else { return false }
            for (index, block) in zip(indices, loaded) {
                divided += SeriesAtom.strands(try block.strandSummaries(), block: index)
            }
        }
        atoms.removeAll { $0.isDivisible && $0.points.count > size }
        atoms += divided
        return true
    }

    /// Puts single steps in the place of strands where that makes a difference.
    private func divideIntoSteps(_ atoms: inout [SeriesAtom]) async throws -> Bool {
        let coarse = Dictionary(grouping: atoms.filter(\.isDivisible), by: \.block)
        let count = coarse.keys.reduce(0) { $0 + blocks[$1].summary.count }
        guard count <= mostPointsForRefinement else { return true }
        let together = count / mostAtomsForRefinement
        var divided: [SeriesAtom] = []
        let isComplete = try await eachBlock(of: coarse.keys.sorted()) { index, points in
            for atom in coarse[index] ?? [] {
                divided += SeriesAtom.atoms(of: points, in: atom.points, block: index) { count, last, next in
                    count < together || last.step == next.step
                }
            }
        }
        atoms.removeAll(where: \.isDivisible)
        atoms += divided
        return isComplete
    }

    /// Adds every atom to its bucket, and the points of those that lie across an end one by one.
    private func buckets(of atoms: [SeriesAtom], _ cuts: SeriesCuts) async throws -> [SeriesBucket]? {
        var summaries = [SeriesSummary?](repeating: nil, count: cuts.ends.count)
        var across: [Int: [SeriesAtom]] = [:]
        func add(_ summary: SeriesSummary, to bucket: Int) {
            summaries[bucket] = summaries[bucket]?.merging(summary) ?? summary
        }
        for atom in atoms {
            if let bucket = cuts.bucket(of: atom.summary) {
                add(atom.summary, to: bucket)
            } else {
                across[atom.block, default: []].append(atom)
            }
        }
        let isComplete = try await eachBlock(of: across.keys.sorted()) { index, points in
            for atom in across[index] ?? [] {
                let parts = SeriesAtom.atoms(of: points, in: atom.points, block: index) { _, last, next in
                    next.step <= cuts.ends[cuts.bucket(of: last.step)]
                }
                for part in parts { add(part.summary, to: cuts.bucket(of: part.summary.lastStep)) }
            }
        }
        return isComplete ? summaries.compactMap { $0.map { SeriesBucket($0) } } : nil
    }

    /// Loads blocks a portion at a time and shows the points of each.
    private func eachBlock(of indices: [Int], _ body: (Int, [SeriesPoint]) -> Void) async throws -> Bool {
        for start in stride(from: 0, to: indices.count, by: portion) {
            let indices = indices[start..<min(start + portion, indices.count)]
            guard let loaded = try await load(indices, .points) else { return false }
            for (index, block) in zip(indices, loaded) { body(index, try block.points()) }
        }
        return true
    }

    /// The blocks at some positions of the list, in the order of the positions.
    private func load(_ indices: ArraySlice<Int>, _ content: SeriesBlock.Content) async throws -> [SeriesBlock]? {
        let loaded = try await reader.seriesBlocks(indices.map { blocks[$0].id }, of: series, content: content)
        return loaded.map(\.id) == indices.map { blocks[$0].id } ? loaded : nil
    }
}
