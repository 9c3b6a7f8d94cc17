/// Where buckets end: steps in ascending order, the last of which is the greatest step there is.
///
/// The ends are last steps of atoms, so that no bucket is empty, and are chosen so that buckets hold about equally many
/// different steps.
struct SeriesCuts {
    /// The last step of every bucket.
    let ends: [Step]

    /// Chooses at most `limit` ends for atoms that are ordered by their last steps.
    init(of atoms: [SeriesAtom], atMost limit: Int) {
        let weights = Self.weights(of: atoms)
        let total = weights.reduce(0) { $0 + $1.weight }
        var ends: [Step] = []
        var sum = 0
        var used = 0
        for (end, weight) in weights {
            sum += weight
            // A bucket ends where the share of all steps passes the next multiple of 1/limit; the last one passes it.
            let share = sum * limit / total
            if share > used {
                ends.append(end)
                used = share
            }
        }
        self.ends = ends
    }

    /// The bucket that a step belongs to. A step beyond the last end, which only damaged strands have, belongs to the last.
    func bucket(of step: Step) -> Int { min(ends.partitioningIndex { $0 >= step }, ends.count - 1) }

    /// The bucket that a whole atom belongs to; `nil` when it has points on both sides of an end.
    ///
    /// An atom that only touches an end with its first step counts as lying behind it.
    func bucket(of summary: SeriesSummary) -> Int? {
        let bucket = bucket(of: summary.lastStep)
        return bucket == 0 || ends[bucket - 1] <= summary.firstStep ? bucket : nil
    }

    /// For every possible end the steps that end there. Atoms of one and the same step count as one step.
    private static func weights(of atoms: [SeriesAtom]) -> [(end: Step, weight: Int)] {
        var weights: [(end: Step, weight: Int)] = []
        var hasSingleStep = false
        for atom in atoms {
            if weights.last?.end != atom.summary.lastStep {
                weights.append((atom.summary.lastStep, 0))
                hasSingleStep = false
            }
            if atom.isDivisible {
                weights[weights.count - 1].weight += atom.mostSteps
            } else if !hasSingleStep {
                weights[weights.count - 1].weight += 1
                hasSingleStep = true
            }
        }
        return weights
    }
}
