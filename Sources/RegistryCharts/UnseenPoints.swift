import ChartRendering

/// Points that are in the store and not in the chart, for its note.
package struct UnseenPoints: Hashable, Sendable {
    /// How many have no place, because the other metric along the axis has no value at their steps.
    package var withoutPlace = 0
    /// How many are not drawn because their step was logged again later. In buckets such points are drawn like all others.
    package var loggedAgain = 0

    /// None.
    package init() {}

    static func += (sum: inout UnseenPoints, more: UnseenPoints) {
        sum.withoutPlace += more.withoutPlace
        sum.loggedAgain += more.loggedAgain
    }

    /// What the note says of them.
    package var remarks: [String] {
        [
            CountedNoun.some(loggedAgain, "logged again later, not drawn"),
            CountedNoun.some(withoutPlace, "left out: no value along the axis"),
        ].compactMap(\.self)
    }
}
