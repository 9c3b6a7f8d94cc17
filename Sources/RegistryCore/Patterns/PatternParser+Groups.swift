extension PatternParser {
    /// `(?i)`, `(?m)`, `(?s)` and their combinations, in front of everything else.
    mutating func parseLeadingFlags() throws(PatternError) {
        while next == "(", peek(1) == "?", let letter = peek(2), Self.isFlagOrMinus(letter) {
            let start = position
            position += 2
            while let letter = next, letter != ")" {
                guard let option = Pattern.Options(letter: Character(letter)) else {
                    throw PatternError(
                        letter == ":"
                            ? Self.flagsInFrontOnly
                            : "the flag is none of i, m and s, the ones that can be set in a pattern.",
                        at: letter == ":" ? start : position)
                }
                options.insert(option)
                position += 1
            }
            guard skip(")") else { throw PatternError("the flags are not closed with ).", at: start) }
        }
    }

    private static let flagsInFrontOnly =
        "flags stand within the pattern. They can only be set in front of the whole pattern, as in (?i)abc."

    private static func isFlagOrMinus(_ letter: Unicode.Scalar) -> Bool {
        letter == "-" || letter == "^" || ("a"..."z").contains(letter) || letter == "J" || letter == "U"
            || letter == "X"
    }

    mutating func parseGroup() throws(PatternError) -> Part {
        let start = position
        position += 1
        if next == "*" {
            throw PatternError(
                "(* begins a command to the engine, which is not supported. Write \\( for the character.", at: start)
        }
        if next == "?" { try parseGroupKind(openedAt: start) }
        var group = try parseChoice()
        guard skip(")") else {
            throw PatternError("a group is opened and not closed. Write \\( for the character.", at: start)
        }
        group.cost = try checked(group.cost + .group, at: start)
        return group
    }

    private mutating func parseGroupKind(openedAt start: Int) throws(PatternError) {
        if skip("?:") { return }
        let unsupported: [(String, String)] = [
            ("?=", "look-ahead is not supported."), ("?!", "look-ahead is not supported."),
            ("?<=", "look-behind is not supported."), ("?<!", "look-behind is not supported."),
            ("?>", "atomic groups are not supported."), ("?|", "groups that reset numbers are not supported."),
            ("?#", "comments are not supported."), ("?(", "conditions are not supported."),
            ("?P=", "back references are not supported."), ("?P>", "recursion is not supported."),
            ("?&", "recursion is not supported."), ("?R", "recursion is not supported."),
            ("?+", "recursion is not supported."), ("?C", "callouts are not supported."),
        ]
        for (opening, message) in unsupported where skip(opening) {
            throw PatternError(message, at: start)
        }
        if skip("?P<") || skip("?<") { return try parseGroupName(until: ">", openedAt: start) }
        if skip("?'") { return try parseGroupName(until: "'", openedAt: start) }
        if let kind = peek(1), ("0"..."9").contains(kind) {
            throw PatternError("recursion is not supported.", at: start)
        }
        if let kind = peek(1), Self.isFlagOrMinus(kind) {
            throw PatternError(Self.flagsInFrontOnly, at: start)
        }
        throw PatternError("(? begins no kind of group that is supported; (?:…) and (?<name>…) are.", at: start)
    }

    private mutating func parseGroupName(until end: Unicode.Scalar, openedAt start: Int) throws(PatternError) {
        let nameStart = position
        var name = ""
        while let scalar = next, scalar != end, name.utf8.count <= 32 {
            guard scalar.isASCII, ScalarSet.word.contains(scalar.value) else { break }
            name.unicodeScalars.append(scalar)
            position += 1
        }
        guard let first = name.unicodeScalars.first, !("0"..."9").contains(first), name.utf8.count <= 32, next == end
        else {
            throw PatternError(
                "a group's name has 1 to 32 letters, digits and _, does not begin with a digit, and ends with \(end).",
                at: nameStart)
        }
        position += 1
        guard groupNames.insert(name).inserted else {
            throw PatternError("a second group is called \(name).", at: start)
        }
    }
}
