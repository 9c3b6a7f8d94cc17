import ChartRendering
import Foundation
import RasterGraphics
import Testing

@testable import ChartGallery

@Suite struct GoldenTests {
    private static let dejaVu = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
    private static let dejaVuPicture = GoldenPictures.root.appending(
        path: "Tests/ChartGalleryTests/Golden/dejavu-light.png")
    private static var hasDejaVu: Bool { FileManager.default.isReadableFile(atPath: dejaVu) }
    private static let pictures = Gallery.plates.filter {
        if case .picture = $0.drawing { true } else { false }
    }

    /// FreeType's versions may round a point of an outline differently, which moves a pixel's coverage a little.
    private static let tolerance = 24
    /// A part of the pixels that is smaller than one label.
    private static let share = 0.000_5

    @Test(arguments: pictures, PlateTheme.allCases)
    func `each plate has the pixels that are committed`(plate: Plate, theme: PlateTheme) throws {
        let golden = GoldenPictures.root.appending(path: "\(Gallery.picturesPath)/\(plate.fileName(theme))")
        let bytes = try #require(try plate.png(theme.theme))
        let mismatch = try GoldenPictures.mismatch(of: bytes, with: golden)
        #expect(mismatch == nil, "\(mismatch ?? "")")
    }

    @Test(.enabled(if: hasDejaVu, "DejaVu Sans is not installed at /usr/share/fonts/truetype/dejavu"))
    func `a plate with an installed font has the pixels that are committed, as far as FreeType's versions agree`()
        throws
    {
        var theme = PlateTheme.light.theme
        let builtIn = try #require(try LinePlates.runs.png(theme))
        theme.typeface = try Typeface(path: GoldenTests.dejaVu)
        let bytes = try #require(try LinePlates.runs.png(theme))
        let mismatch = try GoldenPictures.mismatch(
            of: bytes, with: GoldenTests.dejaVuPicture, tolerance: GoldenTests.tolerance, share: GoldenTests.share)
        #expect(mismatch == nil, "\(mismatch ?? "")")
        // Within that tolerance another typeface is still another picture.
        let folder = FileManager.default.temporaryDirectory.appending(path: "ChartGallery-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let other = try GoldenPictures.mismatch(
            of: builtIn, with: GoldenTests.dejaVuPicture, tolerance: GoldenTests.tolerance, share: GoldenTests.share,
            output: folder)
        #expect(other != nil)
    }

    @Test func `one differing pixel is found, counted and shown in red`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "ChartGallery-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let expected = try Pixmap(width: 3, height: 2, color: Color(hex: 0x102030))
        var bytes = expected.bytes
        bytes[4 * 4 + 1] += 5
        let actual = try PNGEncoder().encode(Pixmap(width: 3, height: 2, rgba: bytes))
        let golden = folder.appending(path: "golden.png")
        try Data(PNGEncoder().encode(expected)).write(to: golden)

        let message = try #require(try GoldenPictures.mismatch(of: actual, with: golden, output: folder))
        #expect(message.contains("1 of 6 pixels differ") && message.contains("the most by 5 of 255"))
        #expect(message.contains(folder.path))
        let file = try Data(contentsOf: folder.appending(path: "golden-difference.png"))
        let difference = try PNGDecoder().decode([UInt8](file))
        let red = Color(hex: 0xFF0000)
        for y in 0..<2 {
            for x in 0..<3 { #expect((difference[x, y] == red) == (x == 1 && y == 1)) }
        }
        #expect(try Data(contentsOf: folder.appending(path: "golden-actual.png")) == Data(actual))

        #expect(try GoldenPictures.mismatch(of: actual, with: golden, tolerance: 5, output: folder) == nil)
        #expect(try GoldenPictures.mismatch(of: actual, with: golden, share: 0.2, output: folder) == nil)
        let wide = try PNGEncoder().encode(Pixmap(width: 4, height: 2, color: .white))
        let size = try #require(try GoldenPictures.mismatch(of: wide, with: golden, output: folder))
        #expect(size.contains("4×2") && size.contains("3×2"))
        let missing = folder.appending(path: "missing.png")
        #expect(try GoldenPictures.mismatch(of: actual, with: missing, output: folder)?.contains("is missing") == true)
    }
}
