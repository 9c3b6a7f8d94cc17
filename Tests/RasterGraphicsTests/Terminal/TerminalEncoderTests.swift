import Foundation
import Testing

@testable import RasterGraphics

@Suite struct TerminalEncoderTests {
    @Test(arguments: [0, 1, 3_071, 3_072, 3_073, 10_000])
    func `Kitty's pieces are short, say which is the last, and make the file again`(length: Int) throws {
        let png = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let pieces = KittyEncoder.encode(png: png).components(separatedBy: "\u{1B}\\").dropLast()
        var text = ""
        for (index, piece) in pieces.enumerated() {
            let parts = piece.dropFirst(3).split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
            try #require(piece.hasPrefix("\u{1B}_G") && parts.count == 2)
            #expect(parts[1].count <= 4_096)
            #expect(parts[0].hasSuffix("m=\(index == pieces.count - 1 ? 0 : 1)"))
            #expect(parts[0].hasPrefix("a=T,f=100") == (index == 0))
            text += parts[1]
        }
        #expect(Data(base64Encoded: text) == Data(png))
    }

    @Test func `A picture of few colours is exactly the same in sixels, whatever its height`() throws {
        for (width, height) in [(1, 1), (5, 6), (7, 13), (300, 11)] {
            let colors = [Color.black, .white, Color(hex: 0xFF0000), Color(hex: 0x00FFFF), Color(hex: 0x336699)]
            let bytes = (0..<width * height).flatMap { place -> [UInt8] in
                let color = colors[(place * place / 3) % colors.count]
                return [color.red, color.green, color.blue, 255]
            }
            let pixmap = try Pixmap(width: width, height: height, rgba: bytes)
            let shown = try SixelScreen(SixelEncoder.encode(pixmap), width: width, height: height)
            // Sixels have 101 levels of a channel: 0x33, 0x66 and 0x99 are among them.
            #expect(shown.pixels == stride(from: 0, to: bytes.count, by: 4).map { Array(bytes[$0..<$0 + 3]) })
        }
    }

    @Test func `A picture of many colours is nearly the same in sixels, and has at most 256`() throws {
        let side = 64
        let bytes = (0..<side * side).flatMap { place -> [UInt8] in
            [UInt8(place % side * 4), UInt8(place / side * 4), 128, 255]
        }
        let pixmap = try Pixmap(width: side, height: side, rgba: bytes)
        let shown = try SixelScreen(SixelEncoder.encode(pixmap), width: side, height: side)
        #expect(Set(shown.pixels).count <= 256)
        let farthest = shown.pixels.enumerated().flatMap { place, pixel in
            (0..<3).map { abs(Int(pixel[$0]) - Int(bytes[place * 4 + $0])) }
        }.max()
        #expect(try #require(farthest) <= 24)
    }

    @Test func `Translucent pixels are mixed with the background`() throws {
        let pixmap = try Pixmap(width: 1, height: 1, color: Color(red: 255, green: 255, blue: 255, alpha: 0))
        let shown = try SixelScreen(SixelEncoder.encode(pixmap, background: .black), width: 1, height: 1)
        #expect(shown.pixels == [[0, 0, 0]])
    }
}

/// What a terminal shows of a sixel sequence: the reading side of the manual.
private struct SixelScreen {
    struct Fault: Error {}

    private(set) var pixels: [[UInt8]]

    init(_ text: String, width: Int, height: Int) throws {
        pixels = Array(repeating: [], count: width * height)
        guard text.hasPrefix("\u{1B}P"), text.hasSuffix("\u{1B}\\"), let start = text.firstIndex(of: "q") else {
            throw Fault()
        }
        var rest = Array(text[text.index(after: start)...].dropLast(2).utf8)[...]
        var colors: [Int: [UInt8]] = [:]
        var (color, column, band, count) = (0, 0, 0, 1)
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""):
                guard Self.numbers(&rest) == [1, 1, width, height] else { throw Fault() }
            case UInt8(ascii: "#"):
                let numbers = Self.numbers(&rest)
                color = numbers[0]
                guard numbers.count == 1 || (numbers.count == 5 && numbers[1] == 2) else { throw Fault() }
                if numbers.count == 5 { colors[color] = numbers[2...].map { UInt8(($0 * 255 + 50) / 100) } }
            case UInt8(ascii: "!"): count = Self.numbers(&rest)[0]
            case UInt8(ascii: "$"): column = 0
            case UInt8(ascii: "-"): (column, band) = (0, band + 1)
            case 63...126:
                for place in column..<column + count {
                    for bit in 0..<6 where (byte - 63) >> UInt8(bit) & 1 == 1 {
                        guard place < width, band * 6 + bit < height, let shown = colors[color] else { throw Fault() }
                        pixels[(band * 6 + bit) * width + place] = shown
                    }
                }
                column += count
                count = 1
            default: throw Fault()
            }
        }
    }

    private static func numbers(_ rest: inout ArraySlice<UInt8>) -> [Int] {
        let digits = rest.prefix { (48...57).contains($0) || $0 == UInt8(ascii: ";") }
        rest = rest.dropFirst(digits.count)
        return digits.split(separator: UInt8(ascii: ";")).map { Int(String(decoding: $0, as: UTF8.self)) ?? -1 }
    }
}
