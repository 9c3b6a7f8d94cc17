/// Tells a type that stands between a name and its value from a value.
enum SecretType {
    /// Where the value begins when at an index there is a type with a value after it, as in `String? = "…"`; else `nil`.
    static func startOfValue(afterTypeAt start: Int, in line: [UInt8]) -> Int? {
        guard start < line.count else { return nil }
        let word = line[start...].prefix(20).prefix(while: ByteClass.isAlphanumeric)
        guard ByteClass.isUpper(line[start]) || words.contains(String(decoding: word, as: UTF8.self)) else {
            return nil
        }
        var depth = 0
        var index = start
        scan: while index < min(line.count, start + longest) {
            switch line[index] {
            case UInt8(ascii: "["), UInt8(ascii: "<"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: ">"): depth -= 1
            case UInt8(ascii: ","), UInt8(ascii: " "), UInt8(ascii: ":"): if depth <= 0 { break scan }
            default: if !ByteClass.isNameByte(line[index]), !"_?!&*|".utf8.contains(line[index]) { break scan }
            }
            index += 1
        }
        let sign = SecretValue.skipBlanks(index, in: line)
        guard sign + 1 < line.count, line[sign] == UInt8(ascii: "="), line[sign + 1] != UInt8(ascii: "=") else {
            return nil
        }
        let value = SecretValue.skipBlanks(sign + 1, in: line)
        return value < line.count ? value : nil
    }

    /// A type is not longer.
    private static let longest = 80
    /// Types that begin with a small letter.
    private static let words: Set<String> = ["any", "bytes", "char", "const", "dict", "list", "str", "string", "text"]
}
