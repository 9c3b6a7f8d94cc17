/// Finds what a URL says of its user: `scheme://user:password@host`, and `https://token@host`.
enum URLCredentials {
    /// Longer than this is no user and password; what is longer is not searched for an `@`.
    static let longest = 256

    /// Where user and password stand in a line. The user of `ssh://git@host`, which has no password, is left.
    static func secrets(in line: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = 1
        while index + 2 < line.count {
            guard line[index] == UInt8(ascii: ":"), line[index + 1] == UInt8(ascii: "/"),
                line[index + 2] == UInt8(ascii: "/"), ByteClass.isAlphanumeric(line[index - 1])
            else {
                index += 1
                continue
            }
            let start = index + 3
            if let end = endOfCredentials(in: line, from: start), isSecret(line[start..<end], after: line[..<index]) {
                found.append(start..<end)
                index = end
            } else {
                index = start
            }
        }
        return found
    }

    private static func endOfCredentials(in line: [UInt8], from start: Int) -> Int? {
        let end = line[start...].prefix(longest).firstIndex {
            ByteClass.isBlank($0) || ByteClass.isQuote($0) || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">")
        }
        let text = line[start..<(end ?? min(line.count, start + longest))]
        let isPathStart: (UInt8) -> Bool = { [UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#")].contains($0) }
        let authority = text.prefix { !isPathStart($0) }
        if let last = authority.lastIndex(of: UInt8(ascii: "@")) { return last }
        // `user:pass/word@host`, which should be encoded and is not: what stands after the colon is no port.
        guard let colon = authority.firstIndex(of: UInt8(ascii: ":")), authority.first != UInt8(ascii: "["),
            !authority[(colon + 1)...].allSatisfy(ByteClass.isDigit)
        else { return nil }
        return text.lastIndex(of: UInt8(ascii: "@"))
    }

    private static func isSecret(_ user: ArraySlice<UInt8>, after scheme: ArraySlice<UInt8>) -> Bool {
        if user.contains(UInt8(ascii: ":")) { return !user.elementsEqual(SecretRedaction.mark) }
        guard !user.isEmpty, !user.elementsEqual(SecretRedaction.mark) else { return false }
        return !scheme.suffix(3).elementsEqual("ssh".utf8)
    }
}
