extension PatternParser {
    /// What a backslash and what follows it stand for, in and outside classes.
    enum Escape {
        case scalar(Unicode.Scalar)
        case set(ScalarSet)
    }

    mutating func parseEscape() throws(PatternError) -> Part {
        switch peek(1) {
        case "b": return assertion(.wordBoundary)
        case "B": return assertion(.noWordBoundary)
        case "A": return assertion(.textStart)
        case "Z": return assertion(.textEndOrLastNewline)
        case "z": return assertion(.textEnd)
        default: break
        }
        switch try parseCharacterEscape() {
        case .scalar(let scalar): return literal(scalar)
        case .set(let set): return part(set)
        }
    }

    private mutating func assertion(_ assertion: PatternTree.Assertion) -> Part {
        position += 2
        return part(assertion)
    }

    mutating func parseCharacterEscape() throws(PatternError) -> Escape {
        let start = position
        guard let letter = peek(1) else {
            throw PatternError("the pattern ends behind a backslash. Write \\\\ for the character.", at: start)
        }
        position += 2
        switch letter {
        case "d": return .set(.digits)
        case "D": return .set(ScalarSet.digits.inverted)
        case "w": return .set(.word)
        case "W": return .set(ScalarSet.word.inverted)
        case "s": return .set(.space)
        case "S": return .set(ScalarSet.space.inverted)
        case "v": return .set(.verticalSpace)
        case "n": return .scalar("\n")
        case "t": return .scalar("\t")
        case "r": return .scalar("\r")
        case "f": return .scalar("\u{C}")
        case "a": return .scalar("\u{7}")
        case "e": return .scalar("\u{1B}")
        case "x": return .scalar(try parseHexadecimal(from: start))
        case "0"..."9":
            throw PatternError(
                letter == "0"
                    ? "octal numbers are not supported. Write \\x00 for the NUL character."
                    : "back references are not supported.", at: start)
        case "k", "g": throw PatternError("back references are not supported.", at: start)
        case "p", "P", "X":
            throw PatternError("Unicode properties are not supported. Name the characters in a class.", at: start)
        case "Q", "E":
            throw PatternError("\\Q and \\E are not supported. Escape every character on its own.", at: start)
        case "a"..."z", "A"..."Z":
            throw PatternError("\\\(letter) has no meaning here. Write \(letter) for the letter.", at: start)
        case "\0":
            throw PatternError("there is a NUL character. Write \\x00.", at: start)
        default: return .scalar(letter)
        }
    }

    /// `\xHH` or `\x{H…}`, behind the `x`.
    private mutating func parseHexadecimal(from start: Int) throws(PatternError) -> Unicode.Scalar {
        let isBraced = skip("{")
        var number: UInt32 = 0
        var digits = 0
        while digits < (isBraced ? 8 : 2), let scalar = next, scalar.isASCII,
            let digit = Character(scalar).hexDigitValue
        {
            number = number << 4 | UInt32(digit)
            digits += 1
            position += 1
        }
        guard isBraced ? digits > 0 && skip("}") : digits == 2 else {
            throw PatternError(
                "\\x is followed by two hexadecimal digits, or by more of them within braces.", at: start)
        }
        guard let scalar = Unicode.Scalar(number) else {
            throw PatternError("there is no character of this number.", at: start)
        }
        return scalar
    }
}
