import Foundation
import Testing

@testable import RasterGraphics

@Suite struct TypefaceTests {
    private func code(_ path: String) -> RasterError.Code? {
        do {
            _ = try Typeface(path: path)
            return nil
        } catch {
            return error.code
        }
    }

    @Test func `a file that is not there, a folder, a device and a file of text are refused`() throws {
        #expect(code("/nowhere/at/all.ttf") == .unreadableFile)
        #expect(code(FileManager.default.temporaryDirectory.path) == .unreadableFile)
        #expect(code("/dev/zero") == .unreadableFile)
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).ttf")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("no font".utf8).write(to: file)
        #expect(code(file.path) == .corruptData)
        try Data().write(to: file)
        #expect(code(file.path) == .corruptData)
    }

    @Test func `the setting names a font or the built-in one, and what cannot be used is passed over`() throws {
        #expect(Typeface.chosen(named: "built-in", wellKnown: WellKnownFonts.sans) == .builtIn)
        #expect(Typeface.chosen(named: nil, wellKnown: []) == .builtIn)
        #expect(Typeface.chosen(named: "/nowhere.ttf", wellKnown: ["/nowhere/else.ttf"]) == .builtIn)
        guard let path = InstalledFont.path else { return }
        #expect(Typeface.chosen(named: path, wellKnown: []) != .builtIn)
        #expect(Typeface.chosen(named: "/nowhere.ttf", wellKnown: [path]) != .builtIn)
    }

    @Test func `fonts for missing characters are listed once, those with everything last, and asked only when needed`()
    {
        let paths = WellKnownFonts.fallbacks
        #expect(Set(paths).count == paths.count && paths.allSatisfy { $0.hasPrefix("/") })
        for family in [
            "DejaVuSans", "NotoSansCJK", "DroidSansFallback", "wqy-", "NotoEmoji", "NotoSansSymbols", "FreeSans",
        ] {
            let place = paths.firstIndex { $0.contains(family) }
            let unifont = paths.firstIndex { $0.contains("unifont") }
            #expect(place.flatMap { place in unifont.map { place < $0 } } == true, "\(family)")
        }
        // Colour fonts have no outlines.
        #expect(!paths.contains { $0.contains("Color") })
        #expect(FallbackFace(path: "/nowhere.ttf").face == nil)
    }

    @Test func `the bold face beside a file is looked for under its usual names`() {
        #expect(WellKnownFonts.boldSiblings(of: "/a/NotoSans-Regular.ttf") == ["/a/NotoSans-Bold.ttf"])
        #expect(
            WellKnownFonts.boldSiblings(of: "/a/DejaVuSans.ttf") == [
                "/a/DejaVuSans-Bold.ttf", "/a/DejaVuSans Bold.ttf",
            ]
        )
        #expect(WellKnownFonts.boldSiblings(of: "/a.b/font") == [])
    }
}
