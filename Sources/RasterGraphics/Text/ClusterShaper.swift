import Foundation

/// Chooses the glyphs of characters: from the font's face, else from the built-in font, else from a face for other scripts,
/// else a box.
struct ClusterShaper {
    let font: Font
    private let outlines: OutlineFont?

    /// More marks over one letter than any script has are left out.
    static let mostScalars = 8

    init(_ font: Font) {
        self.font = font
        outlines = font.outlines
    }

    func cluster(_ character: Character) -> TextCluster {
        guard let outlines else { return penCluster(character) }
        let shown = ClusterShaper.spaces.contains(character) ? " " : character
        let scalars = ClusterShaper.scalars(of: shown)
        if let cluster = outlineCluster(character, scalars, outlines) { return cluster }
        if GlyphTable.has(character) { return penCluster(character) }
        for fallback in FallbackFace.wellKnown where fallback.path != outlines.face.file.path {
            guard let face = fallback.face else { continue }
            let other = OutlineFont(face: face, size: font.size, isEmboldened: font.weight == .bold)
            if let cluster = outlineCluster(character, scalars, other) { return cluster }
        }
        return penCluster(character)
    }

    /// Whole pixels between two neighbours, on top of the first one's advance.
    func kerning(_ first: TextCluster, _ second: TextCluster) -> Double {
        guard let outlines, let left = first.kerningGlyph, let right = second.kerningGlyph,
            case .outline(outlines.face, _) = first.parts[0].shape,
            case .outline(outlines.face, _) = second.parts[0].shape
        else { return 0 }
        return (first.freeAdvance + outlines.kerning(left, right)).rounded() - first.freeAdvance.rounded()
    }

    private static let spaces: Set<Character> = ["\t", "\n", "\r", "\r\n", "\u{2028}", "\u{2029}"]

    private static func scalars(of character: Character) -> [Unicode.Scalar] {
        let text = String(character)
        // One letter with its accent, where Unicode has it: fonts draw that better than a letter and a mark.
        let composed = character.unicodeScalars.count > 1 ? text.precomposedStringWithCanonicalMapping : text
        // What only says how its neighbours look shows nothing itself.
        return composed.unicodeScalars.prefix(mostScalars).filter { !$0.properties.isDefaultIgnorableCodePoint }
    }

    /// `nil` when the face lacks the first of the scalars.
    private func outlineCluster(
        _ character: Character, _ scalars: [Unicode.Scalar], _ outlines: OutlineFont
    ) -> TextCluster? {
        var parts: [TextCluster.Part] = []
        var advance = 0.0
        var base: Rect?
        for (index, scalar) in scalars.enumerated() {
            guard let glyph = outlines.face.file.glyph(for: scalar), let fitted = outlines.fitted(glyph) else {
                if index == 0 { return nil }
                continue
            }
            var part = TextCluster.Part(shape: .outline(outlines.face, glyph: glyph), x: advance.rounded(), y: 0)
            if index > 0, ClusterShaper.isMark(scalar) {
                if let base, let ink = fitted.ink {
                    part.x = (base.midX - ink.midX).rounded()
                    part.y = ClusterShaper.raise(ink, over: base)
                }
            } else {
                base = fitted.ink.map {
                    Rect(x: $0.x + part.x, y: $0.y, width: $0.width, height: $0.height)
                }
                advance += fitted.advance
            }
            parts.append(part)
        }
        return TextCluster(character: character, parts: parts, freeAdvance: advance)
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: true
        default: false
        }
    }

    /// How far a mark that is drawn for small letters moves up to stand over a taller one.
    private static func raise(_ mark: Rect, over base: Rect) -> Double {
        let isAbove = mark.maxY < 0
        return isAbove ? min(0, (base.y - 1 - mark.maxY).rounded()) : 0
    }

    private func penCluster(_ character: Character) -> TextCluster {
        let pen = font.pen
        let outline = GlyphTable.glyph(for: character)
        let left = (outline.leftBearing * pen.scale).rounded()
        let right = (outline.rightBearing * pen.scale).rounded()
        let width = ((outline.right - outline.left) * pen.scale).rounded()
        // Half a pixel further, so that upright pens of one pixel fill whole pixels.
        let part = TextCluster.Part(shape: .pen(character, width: width), x: left + 0.5, y: 0)
        return TextCluster(
            character: character, parts: [part], freeAdvance: left + width + right + 1 + pen.extraSpacing)
    }
}
