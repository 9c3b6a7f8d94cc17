/// Finds the token after `Bearer`, the word that HTTP puts before one.
enum BearerToken {
    /// Where such tokens stand in a line.
    static func secrets(in line: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = 0
        while index + word.count < line.count {
            guard line[index] | 0x20 == word[0], line[index..<(index + word.count)].map({ $0 | 0x20 }) == word else {
                index += 1
                continue
            }
            let start = index + word.count
            let token = line[start...].prefix { ByteClass.isNameByte($0) || "+/=~".utf8.contains($0) }
            if token.count >= 8, token.contains(where: ByteClass.isDigit) || token.count >= 20 {
                found.append(start..<token.endIndex)
            }
            index = token.endIndex
        }
        return found
    }

    private static let word = Array("bearer ".utf8)
}
