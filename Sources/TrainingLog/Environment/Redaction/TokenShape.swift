/// Access tokens that can be told by their shape: a prefix that their issuer gives them, and a minimum length.
struct TokenShape: Sendable {
    /// How it begins.
    let prefix: [UInt8]
    /// How many bytes follow at least.
    let minimumTail: Int
    /// Whether the prefix is so common a piece of text that the rest must look random: digits between letters.
    let mustLookRandom: Bool

    init(_ prefix: String, _ minimumTail: Int, mustLookRandom: Bool = false) {
        self.prefix = Array(prefix.utf8)
        self.minimumTail = minimumTail
        self.mustLookRandom = mustLookRandom
    }

    /// The shapes known here.
    static let known: [TokenShape] = [
        // GitHub, GitLab, Slack, npm, PyPI, Hugging Face.
        TokenShape("ghp_", 20), TokenShape("gho_", 20), TokenShape("ghu_", 20), TokenShape("ghs_", 20),
        TokenShape("ghr_", 20), TokenShape("github_pat_", 20), TokenShape("glpat-", 16), TokenShape("glptt-", 16),
        TokenShape("xoxa-", 10), TokenShape("xoxb-", 10), TokenShape("xoxc-", 10), TokenShape("xoxd-", 10),
        TokenShape("xoxe-", 10), TokenShape("xoxo-", 10), TokenShape("xoxp-", 10), TokenShape("xoxr-", 10),
        TokenShape("xoxs-", 10), TokenShape("xapp-", 10), TokenShape("npm_", 30), TokenShape("pypi-", 50),
        TokenShape("hf_", 20, mustLookRandom: true), TokenShape("api_org_", 20, mustLookRandom: true),
        // Amazon, Google, DigitalOcean, Stripe, SendGrid, Shopify, OpenAI and those who took over its form.
        TokenShape("AKIA", 16, mustLookRandom: true), TokenShape("ASIA", 16, mustLookRandom: true),
        TokenShape("ABIA", 16, mustLookRandom: true), TokenShape("ACCA", 16, mustLookRandom: true),
        TokenShape("AIza", 30), TokenShape("ya29.", 20), TokenShape("GOCSPX-", 20), TokenShape("dop_v1_", 40),
        TokenShape("sk_live_", 16), TokenShape("sk_test_", 16), TokenShape("rk_live_", 16), TokenShape("SG.", 20),
        TokenShape("shpat_", 20), TokenShape("shpss_", 20), TokenShape("sk-", 20, mustLookRandom: true),
        TokenShape("dckr_pat_", 20), TokenShape("lin_api_", 20), TokenShape("pul-", 40), TokenShape("r8_", 30),
        TokenShape("nvapi-", 30),
    ]

    /// More bytes of a token than these are not looked at to tell that it is one, so that no text takes long.
    static let lookahead = 128

    /// Where tokens of known shapes stand in a line.
    static func secrets(in line: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = 0
        while index < line.count {
            guard index == 0 || !ByteClass.isAlphanumeric(line[index - 1]), firstBytes[Int(line[index])],
                let start = tokenStart(in: line, at: index)
            else {
                index += 1
                continue
            }
            let end = endOfRun(in: line, from: start, limit: line.count)
            found.append(index..<end)
            index = end
        }
        return found
    }

    /// Where the bytes after the prefix begin, when a token begins at an index.
    private static func tokenStart(in line: [UInt8], at index: Int) -> Int? {
        if isWebToken(line, at: index) { return index }
        for shape in known where line[index] == shape.prefix[0] && line[index...].starts(with: shape.prefix) {
            let start = index + shape.prefix.count
            let end = endOfRun(in: line, from: start, limit: start + lookahead)
            let tail = line[start..<end]
            if tail.count >= shape.minimumTail, !shape.mustLookRandom || looksRandom(tail) { return start }
        }
        return nil
    }

    /// `eyJ….eyJ….…`, a JSON Web Token: Base64 of `{"` begins so. It begins after no other byte of a token, so that no
    /// part of a text is looked at more than twice.
    private static func isWebToken(_ line: [UInt8], at index: Int) -> Bool {
        guard index == 0 || !ByteClass.isTokenByte(line[index - 1]), let middle = endOfPart(in: line, from: index),
            middle < line.count, line[middle] == UInt8(ascii: ".")
        else { return false }
        return endOfPart(in: line, from: middle + 1) != nil
    }

    /// Where the part of a web token that begins at an index ends; `nil` when there is none.
    private static func endOfPart(in line: [UInt8], from start: Int) -> Int? {
        guard line[start...].starts(with: "eyJ".utf8) else { return nil }
        var end = start
        while end < line.count, ByteClass.isTokenByte(line[end]) { end += 1 }
        return end - start >= 10 ? end : nil
    }

    private static func endOfRun(in line: [UInt8], from start: Int, limit: Int) -> Int {
        var end = start
        while end < min(limit, line.count), ByteClass.isNameByte(line[end]) { end += 1 }
        return end
    }

    /// Whether a piece between `-` and `_` is long and has a digit, or the whole is long and mixed: no words of a language.
    private static func looksRandom(_ tail: ArraySlice<UInt8>) -> Bool {
        var (digits, capitals, smalls, hasPiece) = (0, 0, 0, false)
        var (length, digitsBefore, lettersBefore) = (0, 0, 0)
        for byte in tail {
            if ByteClass.isDigit(byte) {
                digits += 1
            } else if ByteClass.isUpper(byte) {
                capitals += 1
            } else if ByteClass.isLower(byte) {
                smalls += 1
            } else {
                (length, digitsBefore, lettersBefore) = (-1, digits, capitals + smalls)
            }
            length += 1
            hasPiece = hasPiece || (length >= 14 && digits > digitsBefore && capitals + smalls > lettersBefore)
        }
        return hasPiece || (tail.count >= 40 && digits > 0 && capitals > 0 && smalls > 0)
    }

    /// For each byte, whether some token begins with it; most places of a text are done with after this.
    private static let firstBytes: [Bool] = {
        var table = [Bool](repeating: false, count: 256)
        for shape in known { table[Int(shape.prefix[0])] = true }
        table[Int(UInt8(ascii: "e"))] = true
        return table
    }()
}
