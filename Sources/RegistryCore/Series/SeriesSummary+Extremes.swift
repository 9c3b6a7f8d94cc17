extension SeriesSummary {
    /// The infinities of some points, and the extremes of the finite ones.
    struct Extremes {
        var positiveInfinityCount: Int
        var negativeInfinityCount: Int
        var finiteMinimum: Double
        var finiteMaximum: Double

        /// Extremes as they were counted; `nil` when they contradict each other.
        ///
        /// - Parameter numbers: how many values are not NaN.
        init?(positiveInfinities: Int, negativeInfinities: Int, finite: (Double, Double), numbers: Int) {
            guard (0...numbers).contains(positiveInfinities),
                (0...numbers - positiveInfinities).contains(negativeInfinities)
            else { return nil }
            let isEmpty = positiveInfinities + negativeInfinities == numbers
            let hasBoth = finite.0.isFinite && finite.1.isFinite && finite.0 <= finite.1
            // Where counts were guessed, finite values may be there of which none is known.
            guard (hasBoth && !isEmpty) || (finite.0.isNaN && finite.1.isNaN) else { return nil }
            positiveInfinityCount = positiveInfinities
            negativeInfinityCount = negativeInfinities
            finiteMinimum = finite.0
            finiteMaximum = finite.1
        }

        /// What follows from a summary that says no more than its extremes: of an infinity that there is at least one, and
        /// of the finite values those that are known. `nil` when it contradicts itself.
        ///
        /// - Parameters:
        ///   - known: finite values or others that are among the points.
        ///   - numbers: how many values are not NaN.
        init?(minimum: Double, maximum: Double, known: [Double], numbers: Int) {
            let finite = ([minimum, maximum] + known).filter(\.isFinite)
            // An infinity at the wrong end leaves no room for anything else.
            let positive = minimum == .infinity ? numbers : maximum == .infinity ? 1 : 0
            let negative = maximum == -.infinity ? numbers : minimum == -.infinity ? 1 : 0
            self.init(
                positiveInfinities: positive, negativeInfinities: negative,
                finite: (
                    minimum.isFinite ? minimum : finite.reduce(.nan, SeriesSummary.least),
                    maximum.isFinite ? maximum : finite.reduce(.nan, SeriesSummary.greatest)
                ), numbers: numbers)
        }
    }

    init(
        count: Int, nanCount: Int, extremes: Extremes, first: Double, last: Double, firstStep: Step, lastStep: Step,
        firstTime: WallTime, lastTime: WallTime, sequenceOfFirst: Int64, sequenceOfLast: Int64
    ) {
        self.init(
            count: count, nanCount: nanCount, positiveInfinityCount: extremes.positiveInfinityCount,
            negativeInfinityCount: extremes.negativeInfinityCount, finiteMinimum: extremes.finiteMinimum,
            finiteMaximum: extremes.finiteMaximum, first: first, last: last, firstStep: firstStep, lastStep: lastStep,
            firstTime: firstTime, lastTime: lastTime, sequenceOfFirst: sequenceOfFirst, sequenceOfLast: sequenceOfLast)
    }
}
