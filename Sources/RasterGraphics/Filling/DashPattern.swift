/// Cuts a line into dashes.
struct DashPattern {
    private let lengths: [Double]

    /// `nil` when the lengths make no usable pattern: the line is then drawn full.
    init?(_ lengths: [Double]) {
        guard !lengths.isEmpty, lengths.allSatisfy({ $0 >= 0.1 && $0.isFinite }) else { return nil }
        // An odd list is repeated, so that dashes and gaps alternate.
        self.lengths = lengths.count % 2 == 0 ? lengths : lengths + lengths
    }

    /// The dashes of an open or closed line whose beginning lies `distance` pixels into the pattern.
    func dashes(of line: Polyline, startingAt distance: Double) -> [Polyline] {
        var points = line.points
        if line.isClosed, let first = points.first { points.append(first) }
        var (index, left) = position(at: distance)
        var dashes: [Polyline] = []
        var current: [Point] = []
        if index % 2 == 0, let first = points.first { current = [first] }
        for (from, to) in zip(points, points.dropFirst()) {
            let length = (to - from).length
            guard length > 0 else { continue }
            var done = 0.0
            while length - done > left {
                done += left
                let cut = from + (to - from) * (done / length)
                if index % 2 == 0 {
                    dashes.append(Polyline(points: current + [cut]))
                    current = []
                } else {
                    current = [cut]
                }
                index = (index + 1) % lengths.count
                left = lengths[index]
            }
            left -= length - done
            if index % 2 == 0 { current.append(to) }
        }
        if current.count > 1 { dashes.append(Polyline(points: current)) }
        return dashes
    }

    private func position(at distance: Double) -> (index: Int, left: Double) {
        var rest = distance.truncatingRemainder(dividingBy: lengths.reduce(0, +))
        for (index, length) in lengths.enumerated() {
            if rest < length { return (index, length - rest) }
            rest -= length
        }
        return (0, lengths[0])
    }
}
