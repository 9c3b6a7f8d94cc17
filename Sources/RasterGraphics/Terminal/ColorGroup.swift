/// Similar colours that are shown as one.
package struct ColorGroup {
    /// A colour as 0xRRGGBB, and how many pixels have it.
    package struct Member: Sendable {
        let color: UInt32
        let count: Int

        /// A colour as 0xRRGGBB, and how many pixels have it.
        package init(color: UInt32, count: Int) {
            self.color = color
            self.count = count
        }

        func channel(_ shift: UInt32) -> Int { Int(color >> shift & 0xFF) }
    }

    private(set) var members: [Member]
    /// The channel in which the members lie farthest apart, as a shift, and how far.
    private let widest: (shift: UInt32, width: Int)

    /// A group of colours, at least one.
    package init(_ members: [Member]) {
        self.members = members
        widest =
            [UInt32(16), 8, 0].map { shift in
                let values = members.map { $0.channel(shift) }
                return (shift: shift, width: (values.max() ?? 0) - (values.min() ?? 0))
            }.max { $0.width < $1.width } ?? (0, 0)
    }

    /// The mean of all pixels.
    package var mean: Color {
        let count = max(1, members.reduce(0) { $0 + $1.count })
        func channel(_ shift: UInt32) -> UInt8 {
            let sum = members.reduce(0) { $0 + $1.channel(shift) * $1.count }
            return UInt8(clamping: (sum + count / 2) / count)
        }
        return Color(red: channel(16), green: channel(8), blue: channel(0))
    }

    /// At most so many groups that have all members between them.
    package func cut(into most: Int) -> [ColorGroup] {
        var groups = [self]
        while groups.count < most,
            let place = groups.indices.max(by: { groups[$0].widest.width < groups[$1].widest.width }),
            groups[place].widest.width > 0
        {
            let (low, high) = groups[place].halves
            groups[place] = low
            groups.append(high)
        }
        return groups
    }

    private var halves: (ColorGroup, ColorGroup) {
        let sorted = members.sorted {
            ($0.channel(widest.shift), $0.color) < ($1.channel(widest.shift), $1.color)
        }
        let half = sorted.reduce(0) { $0 + $1.count } / 2
        var passed = 0
        var middle = 0
        while middle < sorted.count - 1, middle == 0 || passed < half {
            passed += sorted[middle].count
            middle += 1
        }
        return (ColorGroup(Array(sorted[..<middle])), ColorGroup(Array(sorted[middle...])))
    }
}
