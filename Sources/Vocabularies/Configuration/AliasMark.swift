import RegistryCore
import Yams

/// The character that stands for each `*` in a text that Yams reads.
///
/// Yams follows an alias wherever it finds one, and compares a mapping's names with all that aliases in them repeat: twenty lines of aliases of
/// aliases as a name (`? *a`, `{*a}`, `[*a]: 1`) would take it longer than anybody lives. Therefore no asterisk reaches it. What begins with the
/// mark and is not quoted is an alias, which ``NodeConversion`` follows; in other texts the mark is an asterisk again.
struct AliasMark {
    private let mark: Unicode.Scalar

    /// A mark that a text has not, nor names by an escape like `\uE000`.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` when it has all characters that could be one: those of Unicode's first private area.
    init(for text: String) throws(RegistryError) {
        var taken: Set<UInt32> = []
        var digits: UInt32 = 0
        for scalar in text.unicodeScalars {
            taken.insert(scalar.value)
            // Any four digits could be the end of an escape.
            digits = Character(scalar).hexDigitValue.map { (digits << 4 | UInt32($0)) & 0xFFFF } ?? 0
            taken.insert(digits)
        }
        guard let free = (0xE000...0xF8FF).first(where: { !taken.contains($0) }), let mark = Unicode.Scalar(free) else {
            throw RegistryError(
                .invalidArgument, "Files of settings do not have all characters of Unicode's private area.")
        }
        self.mark = mark
    }

    /// A text with the mark for each asterisk.
    func marked(_ text: String) -> String { Self.replacing("*", by: mark, in: text) }

    /// A text with an asterisk for each mark.
    func restored(_ text: String) -> String { Self.replacing(mark, by: "*", in: text) }

    /// What an alias is one of; `nil` for a text that is none.
    func name(ofAlias scalar: Node.Scalar) -> String? {
        guard scalar.style == .plain, scalar.string.unicodeScalars.first == mark else { return nil }
        return String(scalar.string.unicodeScalars.dropFirst())
    }

    private static func replacing(_ old: Unicode.Scalar, by new: Unicode.Scalar, in text: String) -> String {
        guard text.unicodeScalars.contains(old) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == old ? new : $0 }))
    }
}
