import Foundation

/// The regular face of a family and its bold one, if there is any.
final class FontFamily: Sendable {
    let regular: FontFace
    let bold: FontFace?

    init(path: String) throws(RasterError) {
        let content = try FontFamily.read(path)
        let file = try FontFile(content, path: path)
        regular = FontFace(file)
        bold = FontFamily.bold(of: file, content, path).map { FontFace($0) }
    }

    func font(size: Double, weight: Font.Weight) -> OutlineFont {
        switch (weight, bold) {
        case (.regular, _): OutlineFont(face: regular, size: size, isEmboldened: false)
        case (.bold, let bold?): OutlineFont(face: bold, size: size, isEmboldened: false)
        case (.bold, nil): OutlineFont(face: regular, size: size, isEmboldened: !regular.file.isBold)
        }
    }

    /// The bold face in the same collection or in a file beside it, of the same family.
    private static func bold(of file: FontFile, _ content: Data, _ path: String) -> FontFile? {
        guard !file.isBold else { return nil }
        func fits(_ other: FontFile) -> Bool {
            other.isBold && other.isSlanted == file.isSlanted && other.family == file.family
        }
        for index in (0..<min(file.faceCount, 32)).dropFirst() {
            if let face = try? FontFile(content, index: index, path: path), fits(face) { return face }
        }
        for sibling in WellKnownFonts.boldSiblings(of: path) {
            guard let content = try? read(sibling), let face = try? FontFile(content, path: sibling) else { continue }
            if fits(face) { return face }
        }
        return nil
    }

    /// The content of a font file.
    static func read(_ path: String) throws(RasterError) -> Data {
        let url = URL(fileURLWithPath: path)
        do {
            let values = try url.resolvingSymlinksInPath().resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
            guard values.isRegularFile == true else {
                throw RasterError(.unreadableFile, "the font \(path) is not a file")
            }
            guard let size = values.fileSize, size <= Typeface.maximumFileSize else {
                throw RasterError(
                    .tooLarge,
                    "the font \(path) is larger than \(Typeface.maximumFileSize) bytes, the most that is read")
            }
            return try Data(contentsOf: url)
        } catch let error as RasterError {
            throw error
        } catch {
            throw RasterError(.unreadableFile, "the font \(path) cannot be read: \(error.localizedDescription)")
        }
    }
}

extension FontFamily: Hashable {
    static func == (a: FontFamily, b: FontFamily) -> Bool { a === b }
    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
