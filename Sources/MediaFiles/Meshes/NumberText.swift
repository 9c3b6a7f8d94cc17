/// Numbers as files of text have them.
enum NumberText {
    /// No number that means something is longer.
    private static let longest = 64

    /// A finite number; `nil` for anything else.
    static func number(_ text: ArraySlice<UInt8>) -> Double? {
        guard text.count <= longest, let number = Double(String(decoding: text, as: UTF8.self)), number.isFinite else {
            return nil
        }
        return number
    }

    /// A number that a `Float` can hold; `nil` for anything else.
    static func float(_ text: ArraySlice<UInt8>) -> Float? {
        guard let number = number(text) else { return nil }
        let float = Float(number)
        return float.isFinite ? float : nil
    }

    /// A whole number; `nil` for anything else.
    static func whole(_ text: ArraySlice<UInt8>) -> Int? {
        text.count <= longest ? Int(String(decoding: text, as: UTF8.self)) : nil
    }

    /// What a file says, for a message: short, and without what could not be shown.
    static func shown(_ text: ArraySlice<UInt8>) -> String {
        let short = text.prefix(24).map { (0x20..<0x7F).contains($0) ? $0 : UInt8(ascii: "?") }
        return "'\(String(decoding: short, as: UTF8.self))\(text.count > 24 ? "…" : "")'"
    }
}
