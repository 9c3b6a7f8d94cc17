import Foundation

/// Pictures for terminals with Kitty's graphics protocol (kitty, Ghostty, WezTerm, Konsole).
///
/// Format: https://sw.kovidgoyal.net/kitty/graphics-protocol/: a PNG file in Base64, in pieces of at most 4,096 characters.
public enum KittyEncoder {
    private static let longestPiece = 4_096

    /// The escape sequences that show a PNG file where the cursor is.
    public static func encode(png: [UInt8]) -> String {
        let text = Array(Data(png).base64EncodedString().utf8)
        var result = ""
        var start = 0
        repeat {
            let end = min(start + longestPiece, text.count)
            let isLast = end == text.count
            // a=T: send and show; f=100: PNG; q=2: the terminal answers nothing.
            let control = start == 0 ? "a=T,f=100,q=2,m=\(isLast ? 0 : 1)" : "m=\(isLast ? 0 : 1)"
            result += "\u{1B}_G\(control);\(String(decoding: text[start..<end], as: UTF8.self))\u{1B}\\"
            start = end
        } while start < text.count
        return result
    }
}
