/// Makes axes of several charts comparable.
enum SharedRange {
    /// Axes that can have one range: the same place on them means the same.
    private struct Group: Hashable {
        let kind: ScaleKind
        let sharing: AxisSharing
        let isReversed: Bool

        /// `nil` for an axis that keeps its own range.
        init?(_ content: AxisContent) {
            guard case .values(let axis) = content, axis.sharing != .never else { return nil }
            kind = axis.kind
            sharing = axis.sharing
            isReversed = axis.isReversed
        }
    }

    /// The part that is left free at the ends of an axis that is brought together with one of another kind of ends.
    private static let air = 0.04

    /// Gives the axes of each group the range of all of them.
    ///
    /// Axes of names are left alone, as are those by whose range a chart does not draw. Axes whose numbers are spread in
    /// another way, or have another unit, are a group of their own: one range says nothing about both.
    static func share(_ axis: WritableKeyPath<ChartFrame, AxisContent>, of frames: inout [ChartFrame]) {
        let members = Dictionary(grouping: frames.indices) { Group(frames[$0][keyPath: axis]) }
        for (group, indices) in members where group != nil && indices.count > 1 {
            let axes = indices.compactMap { index -> ValueAxis? in
                guard case .values(let values) = frames[index][keyPath: axis] else { return nil }
                return values
            }
            guard let common = common(axes) else { continue }
            for index in indices { frames[index][keyPath: axis] = .values(common) }
        }
    }

    private static func common(_ axes: [ValueAxis]) -> ValueAxis? {
        guard var common = axes.first else { return nil }
        // Ends that differ, such as the foot of bars and the free space around dots, become a part of the range.
        let isAlike = axes.allSatisfy { $0.air == common.air }
        let ranges = axes.compactMap { axis -> ClosedRange<Double>? in
            guard !isAlike, let range = axis.range else { return axis.range }
            let scale = axis.scale(air: air)
            return min(scale.lower, range.lowerBound)...max(scale.upper, range.upperBound)
        }
        common.range = ranges.reduce(nil) { result, range in
            result.map { min($0.lowerBound, range.lowerBound)...max($0.upperBound, range.upperBound) } ?? range
        }
        // Ticks at the values of one chart say nothing of the others.
        if !axes.allSatisfy({ $0.ticks == common.ticks }) { common.ticks = [] }
        common.isWhole = axes.allSatisfy(\.isWhole)
        if !isAlike { common.air = .none }
        return common
    }
}
