/// Finds values that are called secrets: `password = "…"`, `"api_key": "…"`, `--token …`, `?access_token=…`,
/// `<secret>…</secret>`, `setenv("API_KEY", "…")`.
///
/// Where it is unclear how far a value goes, more is taken than less.
enum NamedSecret {
    /// Where such values stand in a line.
    static func secrets(in line: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = 0
        let firstName = startOfFirstName(in: line)
        while index < line.count {
            guard ByteClass.isNameByte(line[index]) else {
                index += 1
                continue
            }
            let start = index
            while index < line.count, ByteClass.isNameByte(line[index]) { index += 1 }
            // What is no name of letters, or longer than any name, is not split into words.
            guard index - start <= 200, SecretName.isSecret(line[start..<index]), !isDeclaredType(at: start, in: line)
            else {
                continue
            }
            let name = SecretValue.Name(
                range: start..<index, isFirstInLine: start <= firstName && firstName < index,
                isTokenName: SecretName.words(of: line[start..<index]).last?.hasSuffix("token") == true)
            if let value = SecretValue.range(of: name, in: line) {
                found.append(value)
                index = value.upperBound
            }
        }
        return found
    }

    /// Whether a name is that of a type which is declared: `class Secret: Base`.
    private static func isDeclaredType(at start: Int, in line: [UInt8]) -> Bool {
        let before = line[..<start].suffix(12)
        return ["actor ", "class ", "enum ", "extension ", "interface ", "protocol ", "struct "].contains {
            before.suffix($0.utf8.count).elementsEqual($0.utf8)
        }
    }

    /// Where the first name begins, after a diff's mark, a list's dash, a comment's sign, `export` and the like. In
    /// such lines of settings a value without quotes goes to the end of the line.
    private static func startOfFirstName(in line: [UInt8]) -> Int {
        var index = line.firstIndex { ByteClass.isAlphanumeric($0) || $0 == UInt8(ascii: "_") } ?? line.count
        guard line[..<index].allSatisfy({ ByteClass.isBlank($0) || "+-#/*;".utf8.contains($0) }) else {
            return line.count
        }
        for word in ["export ", "set ", "ENV ", "ARG "] where line[index...].starts(with: word.utf8) {
            index += word.utf8.count
        }
        return index
    }
}
