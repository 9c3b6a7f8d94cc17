/// Pictures for terminals with DEC's sixels (xterm -ti vt340, foot, mlterm, WezTerm, Windows Terminal).
///
/// Format: VT330/VT340 Programmer Reference Manual, volume 2, chapter 14. A sixel is a column of six pixels of one colour; a
/// colour has 0 to 100 for red, green and blue, and there are 256 of them.
public enum SixelEncoder {
    /// The escape sequence that shows a picture where the cursor is. Translucent pixels are mixed with `background`.
    public static func encode(_ pixmap: Pixmap, background: Color = .white) -> String {
        let palette = SixelPalette(pixmap, background: background)
        // 0;1;0: pixels that are not set stay; then the picture's width and height in pixels of aspect 1:1.
        var result: [UInt8] = Array("\u{1B}P0;1;0q\"1;1;\(pixmap.width);\(pixmap.height)".utf8)
        for (index, color) in palette.colors.enumerated() {
            let parts = [color.red, color.green, color.blue].map { "\((Int($0) * 100 + 127) / 255)" }
            result += Array("#\(index);2;\(parts.joined(separator: ";"))".utf8)
        }
        for top in stride(from: 0, to: pixmap.height, by: 6) {
            appendBand(top, of: pixmap, palette, to: &result)
            result.append(UInt8(ascii: "-"))
        }
        result += [0x1B, UInt8(ascii: "\\")]
        return String(decoding: result, as: UTF8.self)
    }

    private static func appendBand(
        _ top: Int, of pixmap: Pixmap, _ palette: SixelPalette, to result: inout [UInt8]
    ) {
        var columns: [Int: [UInt8]] = [:]
        for row in top..<min(top + 6, pixmap.height) {
            for column in 0..<pixmap.width {
                let index = palette.indices[row * pixmap.width + column]
                columns[Int(index), default: [UInt8](repeating: 0, count: pixmap.width)][column] |=
                    1 << UInt8(row - top)
            }
        }
        for (place, color) in columns.sorted(by: { $0.key < $1.key }).enumerated() {
            // Back to the left side for the next colour of the same band.
            if place > 0 { result.append(UInt8(ascii: "$")) }
            result += Array("#\(color.key)".utf8)
            appendRuns(color.value, to: &result)
        }
    }

    private static func appendRuns(_ sixels: [UInt8], to result: inout [UInt8]) {
        var start = 0
        while start < sixels.count {
            var end = start + 1
            while end < sixels.count, sixels[end] == sixels[start] { end += 1 }
            let character = 63 + sixels[start]
            if end - start > 3 {
                result += Array("!\(end - start)".utf8) + [character]
            } else {
                result += [UInt8](repeating: character, count: end - start)
            }
            start = end
        }
    }
}
