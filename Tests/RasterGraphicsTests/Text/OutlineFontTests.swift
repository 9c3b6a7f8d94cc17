import Foundation
import RegistryTestKit
import Testing

@testable import RasterGraphics

/// Text from a font file. The tests need any of the usual fonts.
@Suite(.enabled(if: InstalledFont.path != nil, "needs a font such as DejaVu Sans"))
struct OutlineFontTests {

    private func typeface() throws -> Typeface { try Typeface(path: try #require(InstalledFont.path)) }

    private func font(_ size: Double, _ weight: Font.Weight = .regular) throws -> Font {
        Font(size: size, weight: weight, typeface: try typeface())
    }

    private func picture(_ text: String, _ font: Font, x: Double = 10) throws -> [[Int]] {
        try darkness(width: 120, height: 60) {
            $0.draw(TextLayout(text, font: font), at: Point(x: x, y: 40), color: .black)
        }
    }

    private func ink(_ rows: [[Int]]) -> Int { rows.joined().reduce(0, +) }

    @Test(arguments: [10.5, 11, 12, 13, 15, 19, 24])
    func `small text stands on whole pixels: capitals, small letters and bars are sharp`(size: Double) throws {
        let font = try font(size)
        for (letter, height) in [("E", font.capitalHeight), ("T", font.capitalHeight), ("z", 0)] {
            let rows = try picture(letter, font)
            let inked = rows.indices.filter { rows[$0].contains { $0 > 0 } }
            let top = try #require(inked.first)
            #expect(inked.last == 39, "\(letter) at \(size) stands on the baseline")
            #expect(rows[39].contains { $0 > 200 })
            #expect(rows[top].contains { $0 > 230 }, "the top of \(letter) at \(size) is a whole row")
            if height > 0 { #expect(Double(40 - top) == height) }
        }
        // The bar of a plus or a dash is as dark as it can be, in whole rows.
        let dash = try picture("\u{2212}", font).filter { $0.contains { $0 > 0 } }
        #expect(dash.allSatisfy { $0.contains(255) })
    }

    @Test func `widths are whole pixels and digits have one width`() throws {
        for size in [10.5, 12, 12.5, 17, 25] {
            let font = try font(size)
            #expect(Set((0...9).map { TextLayout(String($0), font: font).width }).count == 1)
            for text in ["Validation loss", "AV To", "1.5e−06", "é漢😀"] {
                let width = TextLayout(text, font: font).width
                #expect(width == width.rounded() && width > 0)
            }
        }
    }

    @Test func `a long text is cut to fit at every width`() throws {
        let font = try font(12)
        let long = String(repeating: "AVATAR loss To. ", count: 30)
        for width in stride(from: 0.0, through: 300, by: 7) {
            let layout = TextLayout(long, font: font, maximumWidth: width)
            #expect(layout.width <= width)
            if layout.width > 0 {
                #expect(layout.text.hasSuffix("…") && !layout.text.hasSuffix(" …"))
                #expect(long.hasPrefix(layout.text.dropLast()))
            }
        }
    }

    @Test func `bold is darker, also where there is no bold face`() throws {
        let regular = try ink(picture("Loss", font(18)))
        #expect(try ink(picture("Loss", font(18, .bold))) > regular * 5 / 4)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let alone = folder.appendingPathComponent("alone.ttf").path
        try FileManager.default.copyItem(atPath: try #require(InstalledFont.path), toPath: alone)
        let typeface = try Typeface(path: alone)
        if typeface.family?.bold == nil {
            let bold = try ink(picture("Loss", Font(size: 18, weight: .bold, typeface: typeface)))
            #expect(bold > regular * 6 / 5)
            #expect(try ink(picture("Loss", Font(size: 18, typeface: typeface))) == regular)
        }
    }

    @Test func `a letter with its mark is one letter, and other marks stand over their base`() throws {
        let font = try font(20)
        #expect(try picture("e\u{301}", font) == picture("é", font))
        #expect(TextLayout("q\u{302}", font: font).width == TextLayout("q", font: font).width)
        #expect(try ink(picture("q\u{302}", font)) > ink(picture("q", font)))
        let endless = "q" + String(repeating: "\u{302}", count: 100_000)
        #expect(TextLayout(endless, font: font).shapes.count <= 8)
    }

    @Test func `right-to-left letters stand in their order, numbers between them keep theirs`() throws {
        let font = try font(16)
        func placed(_ characters: [String]) throws -> [[Int]] {
            try darkness(width: 200, height: 60) { canvas in
                var x = 10.0
                for character in characters {
                    let layout = TextLayout(character, font: font)
                    canvas.draw(layout, at: Point(x: x, y: 40), color: .black)
                    x += layout.width
                }
            }
        }
        for (text, order) in [
            ("אבג", ["ג", "ב", "א"]), ("אב x", ["ב", "א", " ", "x"]), ("x אב", ["x", " ", "ב", "א"]),
            ("א1ב", ["ב", "1", "א"]), ("א12ב", ["ב", "1", "2", "א"]), ("א(ב)ג", ["ג", "(", "ב", ")", "א"]),
        ] {
            let whole = try darkness(width: 200, height: 60) {
                $0.draw(TextLayout(text, font: font), at: Point(x: 10, y: 40), color: .black)
            }
            #expect(whole == (try placed(order)), "\(text)")
            #expect(TextLayout(text, font: font).text == text)
        }
    }

    @Test func `what no font has is a box as wide as the built-in one, for a whole character`() throws {
        let font = try font(14)
        let box = try picture("\u{F0000}", Font(size: 14))
        #expect(try picture("\u{F0000}", font) == box)
        #expect(TextLayout("\u{F0000}\u{200D}\u{F0001}", font: font).shapes.count <= 2)
        #expect(TextLayout("a\u{200B}b\u{FEFF}", font: font).width > 0)
    }

    @Test func `a million characters cost what fits`() throws {
        let text = String(repeating: "漢loss", count: 200_000)
        let font = try font(12)
        #expect(TextLayout(text, font: font, maximumWidth: 200).shapes.count < 100)
        let cut = TextLayout(text, font: font)
        #expect(cut.shapes.count <= TextLayout.maximumCharacters && cut.text.hasSuffix("…"))
    }

    @Test func `text that runs upwards is the same picture turned`() throws {
        let layout = TextLayout("Loss 3", font: try font(13))
        let flat = try darkness(width: 60, height: 60) { $0.draw(layout, at: Point(x: 5, y: 30), color: .black) }
        let upright = try darkness(width: 60, height: 60) {
            $0.draw(layout, at: Point(x: 30, y: 55), color: .black, direction: .upwards)
        }
        for y in 0..<60 {
            for x in 0..<60 { #expect(abs(flat[y][x] - upright[59 - x][y]) <= 1) }
        }
    }

    @Test func `many threads draw the same picture`() async throws {
        let typeface = try typeface()
        let text = "Validation loss é αβγ אבג 0123456789"
        let expected = try picture(text, Font(size: 13.5, typeface: typeface))
        try await withThrowingTaskGroup(of: [[Int]].self) { group in
            for _ in 0..<16 {
                group.addTask {
                    try picture(text, Font(size: 13.5, typeface: Typeface(path: InstalledFont.path ?? "")))
                }
                group.addTask { try picture(text, Font(size: 13.5, typeface: typeface)) }
            }
            for try await drawn in group { #expect(drawn == expected) }
        }
    }

    @Test func `a damaged font file is refused or drawn, never more`() throws {
        let intact = [UInt8](try Data(contentsOf: URL(fileURLWithPath: try #require(InstalledFont.path))))
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).ttf")
        defer { try? FileManager.default.removeItem(at: file) }
        let seed: UInt64 = 77
        var generator = SeededGenerator(seed: seed)
        for round in 0..<60 {
            var damaged = intact
            if round % 3 == 0 {
                damaged.removeLast(Int.random(in: 1..<damaged.count, using: &generator))
            } else {
                // Half of the damage is in the tables' directory, which everything else is found by.
                for _ in 0..<40 {
                    let end = Bool.random(using: &generator) ? 512 : damaged.count
                    damaged[Int.random(in: 0..<end, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
                }
            }
            try Data(damaged).write(to: file)
            guard let typeface = try? Typeface(path: file.path) else { continue }
            let font = Font(size: 12, weight: round % 2 == 0 ? .regular : .bold, typeface: typeface)
            let layout = TextLayout("Validation é אב 0123", font: font)
            #expect(layout.width.isFinite && layout.width >= 0, "seed \(seed), round \(round)")
            #expect((3...40).contains(font.capitalHeight) && font.descent >= 0 && font.ascent >= font.capitalHeight)
            _ = try picture("Validation é אב 0123", font)
        }
    }
}
