import Synchronization

/// A face with what all sizes share: its measures, and glyphs already fitted to a size.
final class FontFace: Sendable {
    private struct Key: Hashable {
        var glyph: UInt32
        var size: Double
        var isEmboldened: Bool
    }

    /// More glyphs than the labels of a chart have in all scripts. When they are full, all are forgotten: the next text brings
    /// back what it needs.
    private static let mostCachedGlyphs = 4_096

    let file: FontFile
    let measures: FaceMeasures
    private let cache = Mutex<[Key: FittedGlyph]>([:])

    init(_ file: FontFile) {
        self.file = file
        measures = FaceMeasures(file)
    }

    /// A glyph at a size; `nil` for one that is damaged.
    func fitted(_ glyph: UInt32, size: Double, isEmboldened: Bool) -> FittedGlyph? {
        let key = Key(glyph: glyph, size: size, isEmboldened: isEmboldened)
        if let known = cache.withLock({ $0[key] }) { return known }
        guard let (path, advance) = file.outline(glyph) else { return nil }
        let made = FittedGlyph(path, advance: advance, measures: measures, size: size, isEmboldened: isEmboldened)
        cache.withLock { cache in
            if cache.count >= FontFace.mostCachedGlyphs { cache.removeAll() }
            cache[key] = made
        }
        return made
    }
}

extension FontFace: Hashable {
    static func == (a: FontFace, b: FontFace) -> Bool { a === b }
    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
