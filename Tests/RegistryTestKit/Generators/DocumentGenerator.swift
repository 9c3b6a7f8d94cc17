import BSONCoding
public import RegistryCore

/// Makes records that have little in common but few names and few values, so that random questions find some of them.
public enum DocumentGenerator {
    /// Names of fields; two are also positions in lists.
    public static let names = ["a", "b", "c", "0", "1"]

    /// Values at the edges of what their types can hold, and ordinary ones beside them.
    public static let scalars: [Value] =
        [
            nil, nil, true, false, 0, 1, 2, -1, .int(.max), .int(.min), .int(1 << 53), .int(1 << 53 + 1), 0.0,
            .double(-0.0), 1.0, 1.5, 2.0, -1.5, .double(0x1p53), .double(0x1p63), .double(-0x1p63), .double(.nan),
            .double(.infinity), .double(-.infinity), "", "a", "b", "ab", "A", "é", "a\0b", "a\n",
            .date(WallTime(millisecondsSince1970: 1_577_836_800_000)), .date(WallTime(millisecondsSince1970: -1)),
            .binary(Binary([])), .binary(Binary([97], subtype: 128)), .binary(Binary([97, 98])), .binary(Binary([98])),
        ]
        + [1, 2, 255].compactMap { byte in ObjectID(bytes: [UInt8](repeating: byte, count: 12)).map { .objectID($0) } }

    /// A record with up to three fields, nested at most four deep.
    public static func document(using random: inout some RandomNumberGenerator) -> Document {
        document(depth: Int.random(in: 1...4, using: &random), using: &random)
    }

    /// A value: a scalar, or a list or document nested at most `depth` deep.
    public static func value(depth: Int, using random: inout some RandomNumberGenerator) -> Value {
        switch Int.random(in: 0..<10, using: &random) {
        case 5...7 where depth > 0:
            .array(
                (0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth: depth - 1, using: &random) })
        case 8... where depth > 0: .document(document(depth: depth - 1, using: &random))
        default: scalar(using: &random)
        }
    }

    /// A value that is neither a list nor a document.
    public static func scalar(using random: inout some RandomNumberGenerator) -> Value {
        scalars.randomElement(using: &random) ?? nil
    }

    private static func document(depth: Int, using random: inout some RandomNumberGenerator) -> Document {
        let chosen = names.shuffled(using: &random).prefix(Int.random(in: 0...3, using: &random))
        return Document(chosen.map { ($0, value(depth: depth, using: &random)) })
    }
}
