import RegistryCore

extension FilterSQL {
    /// The most different texts that a pattern is tried on instead of the records.
    private static let mostTexts = 2_000

    /// A pattern, tried on the different texts that an index holds, as long as these are few: it becomes a list of those
    /// that it is found in.
    ///
    /// - Returns: `nil` when there are too many different texts.
    func translateTexts(_ pattern: Pattern, from source: KeySource, mayHoldLists: Bool) throws -> Outcome? {
        var points: [KeyInterval] = []
        var matcher = PatternMatcher(pattern, asking: records.session.checkpoint)
        for interval in KeyIntervals.texts(beginningWith: pattern.literalPrefix) {
            guard let keys = try records.differentKeys(source, interval, atMost: Self.mostTexts) else { return nil }
            points += try keys.filter { try matcher.isFound(inUTF8: KeyIntervals.text(ofKey: $0)) }
                .map { KeyInterval($0) }
        }
        if mayHoldLists { points.append(KeyInterval(Self.listKey)) }
        return Outcome(
            restriction: points.isEmpty ? .nothing : .keys(source, points), isExact: !mayHoldLists)
    }
}
