import RegistryCore

/// Looks for names (what stands before a colon) that are an alias or a list or mapping with aliases in it.
///
/// Yams compares a mapping's names, and for that follows every alias again and again: twenty lines of aliases of aliases as a
/// name would take it longer than anybody lives. Therefore a text with aliases is looked at before Yams sees it. What is in quotes counts as
/// well, so that a little is refused that would be harmless; nothing that is harmful passes.
enum AliasedNames {
    /// Refuses a text with aliases that has an alias, a list or a mapping as a name.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument`, with the line.
    static func refuse(in text: String) throws(RegistryError) {
        let bytes = Array(text.utf8)
        guard bytes.indices.contains(where: { isAlias(at: $0, in: bytes) }) else { return }
        var line = 1
        for index in bytes.indices {
            switch bytes[index] {
            case UInt8(ascii: "\n"): line += 1
            case UInt8(ascii: "?") where beginsWord(at: index, in: bytes): throw fault(line: line)
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                if isBeforeColon(from: index + 1, in: bytes) { throw fault(line: line) }
            case UInt8(ascii: "*") where isAlias(at: index, in: bytes):
                let end = bytes[(index + 1)...].firstIndex { !isOfName($0) } ?? bytes.endIndex
                if isBeforeColon(from: end, in: bytes) { throw fault(line: line) }
            default: break
            }
        }
    }

    private static func fault(line: Int) -> RegistryError {
        ConfigurationNode.fault(
            "names before values are texts, and in a file with aliases stand there themselves.", line: line)
    }

    private static func isAlias(at index: Int, in bytes: [UInt8]) -> Bool {
        bytes[index] == UInt8(ascii: "*") && index + 1 < bytes.endIndex && isOfName(bytes[index + 1])
            && beginsWord(at: index, in: bytes)
    }

    /// Letters, digits, dashes and underscores, of which libyaml lets the names of aliases be; beyond ASCII, to be sure, everything.
    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), 0x80...0xFF:
            true
        default: false
        }
    }

    /// Whether it is no part of a word, or of an address like `http://host/?x=1`. Beyond ASCII there are line breaks, too.
    private static func beginsWord(at index: Int, in bytes: [UInt8]) -> Bool {
        guard index > 0 else { return true }
        switch bytes[index - 1] {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "="),
            UInt8(ascii: "_"), UInt8(ascii: "%"):
            return false
        default: return true
        }
    }

    private static func isBeforeColon(from index: Int, in bytes: [UInt8]) -> Bool {
        guard index <= bytes.endIndex else { return false }
        return bytes[index...].first { $0 != 0x20 && $0 != 0x09 } == UInt8(ascii: ":")
    }
}
