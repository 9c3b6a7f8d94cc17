/// Where font files usually are.
enum WellKnownFonts {
    /// Sans serif faces for labels, the best first.
    static let sans = [
        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "/usr/share/fonts/TTF/DejaVuSans.ttf",
        "/usr/share/fonts/dejavu/DejaVuSans.ttf", "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
        "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
        "/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf",
        "/usr/share/fonts/liberation-sans/LiberationSans-Regular.ttf",
        "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf", "/usr/share/fonts/noto/NotoSans-Regular.ttf",
        "/System/Library/Fonts/Helvetica.ttc", "/System/Library/Fonts/HelveticaNeue.ttc",
        "/System/Library/Fonts/Supplemental/Arial.ttf",
    ]

    /// Faces for characters that others lack, in the order they are asked; ``FallbackFace`` reads a file when a character
    /// first needs it. Faces with the best letters first, those that have nearly everything last. Colour fonts have no
    /// outlines, so that emoji come from faces of one colour.
    static let fallbacks =
        manyScripts + chineseJapaneseKorean + symbols + [
            "/usr/share/fonts/truetype/freefont/FreeSans.ttf", "/usr/share/fonts/gnu-free/FreeSans.otf",
            "/usr/share/fonts/gnu-free/FreeSans.ttf", "/usr/share/fonts/opentype/unifont/unifont.otf",
            "/usr/share/fonts/truetype/unifont/unifont.ttf", "/usr/share/fonts/unifont/unifont.ttf",
            "/usr/share/fonts/unifont/unifont.otf", "/usr/share/fonts/opentype/unifont/unifont_upper.otf",
            "/usr/share/fonts/truetype/unifont/unifont_upper.ttf",
        ]

    private static let manyScripts = [
        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "/usr/share/fonts/TTF/DejaVuSans.ttf",
        "/usr/share/fonts/dejavu/DejaVuSans.ttf", "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
    ]

    private static let chineseJapaneseKorean = [
        "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
        "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
        "/usr/share/fonts/wenquanyi/wqy-microhei/wqy-microhei.ttc",
        "/usr/share/fonts/wenquanyi/wqy-zenhei/wqy-zenhei.ttc", "/usr/share/fonts/wqy-zenhei/wqy-zenhei.ttc",
        "/System/Library/Fonts/Hiragino Sans GB.ttc", "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
    ]

    private static let symbols = [
        "/usr/share/fonts/truetype/noto/NotoEmoji-Regular.ttf", "/usr/share/fonts/noto/NotoEmoji-Regular.ttf",
        "/usr/share/fonts/google-noto-emoji-fonts/NotoEmoji-Regular.ttf",
        "/usr/share/fonts/truetype/noto/NotoSansSymbols-Regular.ttf",
        "/usr/share/fonts/noto/NotoSansSymbols-Regular.ttf",
        "/usr/share/fonts/truetype/noto/NotoSansSymbols2-Regular.ttf",
        "/usr/share/fonts/noto/NotoSansSymbols2-Regular.ttf",
        "/usr/share/fonts/truetype/ancient-scripts/Symbola_hint.ttf", "/System/Library/Fonts/Apple Symbols.ttf",
    ]

    /// The names that the bold face beside a file may have.
    static func boldSiblings(of path: String) -> [String] {
        guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return [] }
        let stem = path[..<dot]
        let end = path[dot...]
        for regular in ["-Regular", "-Book", "-Roman"] where stem.hasSuffix(regular) {
            return [stem.dropLast(regular.count) + "-Bold" + end]
        }
        return [stem + "-Bold" + end, stem + " Bold" + end].map(String.init)
    }
}
