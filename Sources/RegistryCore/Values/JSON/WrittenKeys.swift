/// Finds out whether a document may have a key twice while its keys come by, without keeping them.
struct WrittenKeys {
    private var marks: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    /// Notes a key; `true` when an equal one may have been there before.
    mutating func mayRepeat(_ key: UnsafeBufferPointer<UInt8>) -> Bool {
        var hash: UInt64 = 0
        for byte in key { hash = (hash ^ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15 }
        let bit: UInt64 = 1 << (hash >> 56 & 63)
        return switch hash >> 62 {
        case 0: Self.mark(bit, in: &marks.0)
        case 1: Self.mark(bit, in: &marks.1)
        case 2: Self.mark(bit, in: &marks.2)
        default: Self.mark(bit, in: &marks.3)
        }
    }

    private static func mark(_ bit: UInt64, in marks: inout UInt64) -> Bool {
        defer { marks |= bit }
        return marks & bit != 0
    }
}
