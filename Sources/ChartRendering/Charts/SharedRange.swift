/// Makes axes of several charts comparable.
enum SharedRange {
    /// Gives all axes of numbers that have the kind of the first one the range of all of them.
    ///
    /// Axes of names are left alone, as are those of another kind: one range says nothing about both.
    static func share(_ axis: WritableKeyPath<ChartFrame, AxisContent>, of frames: inout [ChartFrame]) {
        let axes = frames.compactMap { frame -> ValueAxis? in
            guard case .values(let values) = frame[keyPath: axis] else { return nil }
            return values
        }
        guard var common = axes.first else { return }
        let same = axes.filter { $0.kind == common.kind }
        common.range = same.compactMap(\.range).reduce(nil) { result, range in
            result.map { min($0.lowerBound, range.lowerBound)...max($0.upperBound, range.upperBound) } ?? range
        }
        common.isWhole = same.allSatisfy(\.isWhole)
        for index in frames.indices {
            guard case .values(let values) = frames[index][keyPath: axis], values.kind == common.kind else { continue }
            frames[index][keyPath: axis] = .values(common)
        }
    }
}
