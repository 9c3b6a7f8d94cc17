/// One line of text measured and broken into placed characters. Line breaks count as spaces.
///
/// Hebrew and Arabic run from right to left inside a line that runs from left to right. Letters are not joined, and a line is
/// not turned as a whole: good enough for names, not for prose.
public struct TextLayout: Hashable, Sendable {
    /// A shape and where it goes: whole pixels from the text's beginning on the baseline, y downwards.
    struct PlacedShape: Hashable, Sendable {
        var shape: TextCluster.Shape
        var x: Double
        var y: Double
    }

    /// A line with as many characters as this is cut as if it did not fit.
    public static let maximumCharacters = 16_384

    /// The font.
    public let font: Font
    /// What is drawn: the text, or its beginning and an ellipsis; of a character with a pile of marks the first few. In the order it is read, not the order it is drawn.
    public let text: String
    /// Whether every character is drawn: no ellipsis stands for a rest.
    public let isWhole: Bool
    /// The width in whole pixels.
    public let width: Double
    let shapes: [PlacedShape]

    /// Measures a text.
    ///
    /// - Parameter maximumWidth: Pixels; a longer text is cut and ends in an ellipsis. A width too small even for that gives an
    ///   empty text. No limit by default. Work is proportional to what fits, not to the text's length.
    public init(_ text: String, font: Font, maximumWidth: Double = .infinity) {
        self.font = font
        var line = Line(shaper: ClusterShaper(font))
        var isWhole = true
        for character in text {
            line.append(TextLayout.withoutPilesOfMarks(character))
            if line.width > maximumWidth || line.clusters.count >= TextLayout.maximumCharacters {
                isWhole = false
                break
            }
        }
        if !isWhole {
            line.removeLast()
            // The last character may have been drawn nearer to the one that did not fit.
            while let last = line.clusters.last {
                if last.character != " " {
                    // In place: a copy of the line for each of many characters without any width would never end.
                    line.append("…")
                    if line.width <= maximumWidth { break }
                    line.removeLast()
                }
                line.removeLast()
            }
            if line.clusters.isEmpty {
                line.append("…")
                if line.width > maximumWidth { line.removeLast() }
            }
        }
        self.isWhole = isWhole
        self.text = String(line.clusters.map(\.character))
        width = line.width
        var shapes: [PlacedShape] = []
        var x = 0.0
        for cluster in VisualOrder.arrange(line.clusters, shape: line.shaper.cluster) {
            for part in cluster.parts { shapes.append(PlacedShape(shape: part.shape, x: x + part.x, y: part.y)) }
            x += cluster.advance
        }
        self.shapes = shapes
    }

    /// A character with no more marks than are drawn: comparing those of a thousand marks takes a million steps.
    private static func withoutPilesOfMarks(_ character: Character) -> Character {
        guard character.utf8.count > ClusterShaper.mostScalars * 4 else { return character }
        let scalars = character.unicodeScalars.prefix(ClusterShaper.mostScalars)
        return String(String.UnicodeScalarView(scalars)).first ?? character
    }

    /// Characters in the order they are read, with the ends of each.
    private struct Line {
        let shaper: ClusterShaper
        private(set) var clusters: [TextCluster] = []
        private(set) var width = 0.0
        private var known: [Character: TextCluster] = [:]

        init(shaper: ClusterShaper) { self.shaper = shaper }

        mutating func append(_ character: Character) {
            let cluster = known[character] ?? shaper.cluster(character)
            known[character] = cluster
            if let last = clusters.last {
                width -= last.advance
                clusters[clusters.count - 1].kerning = shaper.kerning(last, cluster)
                width += clusters[clusters.count - 1].advance
            }
            clusters.append(cluster)
            width += cluster.advance
        }

        mutating func removeLast() {
            guard let last = clusters.popLast() else { return }
            width -= last.advance
            guard let end = clusters.last else { return }
            width -= end.advance
            clusters[clusters.count - 1].kerning = 0
            width += clusters[clusters.count - 1].advance
        }
    }
}
