/// Puts the characters of a line in the order they stand on the screen.
///
/// A simplification of Unicode's rules (UAX #9): the line runs from left to right; a stretch from one right-to-left letter to
/// the last one before a left-to-right letter is turned, with the numbers in it kept and its brackets mirrored.
enum VisualOrder {
    private static let mirrored: [Character: Character] = [
        "(": ")", ")": "(", "[": "]", "]": "[", "{": "}", "}": "{", "<": ">", ">": "<", "«": "»", "»": "«",
    ]

    private enum Direction {
        case leftToRight, rightToLeft, number, neutral
    }

    /// - Parameter shape: The cluster of a character, for mirrored brackets.
    static func arrange(_ clusters: [TextCluster], shape: (Character) -> TextCluster) -> [TextCluster] {
        let directions = clusters.map { direction(of: $0.character) }
        guard directions.contains(.rightToLeft) else { return clusters }
        var arranged = clusters
        var start: Int?
        var end = 0
        func turn() {
            guard let first = start else { return }
            arranged.replaceSubrange(first..<end, with: turned(clusters[first..<end], directions[first..<end], shape))
            start = nil
        }
        for (index, direction) in directions.enumerated() {
            switch direction {
            case .rightToLeft:
                start = start ?? index
                end = index + 1
            case .leftToRight: turn()
            case .number, .neutral: break
            }
        }
        turn()
        return arranged
    }

    private static func turned(
        _ clusters: ArraySlice<TextCluster>, _ directions: ArraySlice<Direction>, _ shape: (Character) -> TextCluster
    ) -> [TextCluster] {
        var turned: [TextCluster] = []
        var number: [TextCluster] = []
        for (cluster, direction) in zip(clusters, directions).reversed() {
            if direction == .number {
                number.append(cluster)
                continue
            }
            turned += number.reversed()
            number = []
            turned.append(mirrored[cluster.character].map(shape) ?? cluster)
        }
        return turned + number.reversed()
    }

    private static func direction(of character: Character) -> Direction {
        guard let scalar = character.unicodeScalars.first else { return .neutral }
        switch scalar.value {
        case 0x0660...0x0669, 0x06F0...0x06F9, 0x30...0x39: return .number
        case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
            return .rightToLeft
        default: return scalar.properties.isAlphabetic ? .leftToRight : .neutral
        }
    }
}
