import Foundation

/// What characters are drawn from: the built-in font, or the outlines of a font file.
///
/// A picture is the same on every machine with `builtIn`, and on machines with the same font file otherwise.
public struct Typeface: Hashable, Sendable {
    /// The environment variable that names the font file of `standard`.
    public static let environmentVariable = "LOGGERANDVIEWER_FONT"
    /// The largest font file that is read, in bytes.
    public static let maximumFileSize = 64 << 20

    let family: FontFamily?

    private init(family: FontFamily?) { self.family = family }

    /// Characters drawn with a single pen line; needs no file. For pictures that are compared with others.
    public static let builtIn = Typeface(family: nil)

    /// The font file that the environment variable `LOGGERANDVIEWER_FONT` names (a `.ttf`, `.otf` or `.ttc` file, or `built-in`),
    /// else the first of DejaVu Sans, Liberation Sans, Noto Sans and the system's own that is installed, else `builtIn`.
    ///
    /// Chosen once, when it is first asked for. A file that is no font is passed over.
    ///
    /// A character that a font file lacks, such as a Chinese letter or an emoji, comes from the first of these that is
    /// installed where distributions put it and has the character: DejaVu Sans, Noto Sans CJK, Droid Sans Fallback,
    /// WenQuanYi Micro Hei and Zen Hei, macOS's Hiragino Sans GB and Arial Unicode, Noto Emoji (of one colour), Noto Sans
    /// Symbols, Symbola, Apple Symbols, FreeSans, Unifont. Their files are read when a character needs them. A character
    /// that none of them has is a box.
    public static let standard = chosen(
        named: ProcessInfo.processInfo.environment[environmentVariable], wellKnown: WellKnownFonts.sans)

    /// The outlines of a font file. A bold face is looked for in the file itself and beside it.
    /// - Throws: `RasterError` with `unreadableFile`, `tooLarge` (above `maximumFileSize`), `corruptData` (no font with outlines)
    ///   or `outOfMemory`.
    public init(path: String) throws(RasterError) {
        family = try FontFamily(path: path)
    }

    static func chosen(named name: String?, wellKnown: [String]) -> Typeface {
        if name == "built-in" { return .builtIn }
        for path in [name].compactMap(\.self) + wellKnown where !path.isEmpty {
            if let typeface = try? Typeface(path: path) { return typeface }
        }
        return .builtIn
    }
}
