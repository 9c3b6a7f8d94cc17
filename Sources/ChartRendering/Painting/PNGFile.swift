import RasterGraphics

/// Pictures as PNG files with a title and a comment inside.
enum PNGFile {
    private static let longestText = 1_000

    static func encode(_ picture: Pixmap, title: String, comment: String) throws(ChartError) -> [UInt8] {
        do {
            var texts = [try PNGText(key: "Comment", value: cleaned(comment))]
            if !title.isEmpty { texts.insert(try PNGText(key: "Title", value: cleaned(title)), at: 0) }
            return try PNGEncoder().encode(picture, texts: texts)
        } catch {
            throw ChartError(error)
        }
    }

    private static func cleaned(_ text: String) -> String {
        String(String(text.prefix(longestText)).unicodeScalars.filter { $0.value >= 32 })
    }
}
