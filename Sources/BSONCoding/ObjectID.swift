/// A 12-byte identifier: seconds since 1970, five random bytes of the process, and a counter.
///
/// Identifiers sort by the second of their making, and those made by one process by the order of their making (until
/// its 24-bit counter wraps). Their text is 24 lower-case hexadecimal digits.
public struct ObjectID: Hashable, Sendable {
    // The twelve bytes as two big-endian numbers: comparing the numbers compares the bytes.
    private let high: UInt64
    private let low: UInt32

    /// A new identifier from the machine's clock and random numbers. Safe from any thread.
    public init() { self = ObjectIDGenerator.system.next() }

    init(high: UInt64, low: UInt32) {
        self.high = high
        self.low = low
    }

    /// An identifier of exactly 12 bytes; `nil` for any other number of bytes.
    public init?(bytes: some Sequence<UInt8>) {
        var high: UInt64 = 0
        var low: UInt32 = 0
        var count = 0
        for byte in bytes {
            switch count {
            case 0..<8: high = high << 8 | UInt64(byte)
            case 8..<12: low = low << 8 | UInt32(byte)
            default: return nil
            }
            count += 1
        }
        guard count == 12 else { return nil }
        self.init(high: high, low: low)
    }

    /// Reads 24 hexadecimal digits, upper or lower case; `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        var high: UInt64 = 0
        var low: UInt32 = 0
        var count = 0
        for character in text.utf8 {
            guard let digit = Hexadecimal.value(of: character) else { return nil }
            switch count {
            case 0..<16: high = high << 4 | UInt64(digit)
            case 16..<24: low = low << 4 | UInt32(digit)
            default: return nil
            }
            count += 1
        }
        guard count == 24 else { return nil }
        self.init(high: high, low: low)
    }

    /// The 12 bytes, in the order in which they are stored.
    public var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 12) { buffer, count in
            let target = UnsafeMutableRawBufferPointer(buffer)
            target.storeBytes(of: high.bigEndian, toByteOffset: 0, as: UInt64.self)
            target.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt32.self)
            count = 12
        }
    }

    /// When it was made, in whole seconds since 1970-01-01T00:00:00Z, if the machine's clock was right.
    public var secondsSince1970: UInt32 { UInt32(truncatingIfNeeded: high >> 32) }

    /// The bytes as the two numbers that a reader loads and a writer stores.
    var bigEndianParts: (high: UInt64, low: UInt32) { (high, low) }
}

extension ObjectID: Comparable {
    /// The order of the bytes: identifiers made in an earlier second come first.
    public static func < (left: ObjectID, right: ObjectID) -> Bool {
        left.high == right.high ? left.low < right.low : left.high < right.high
    }
}

extension ObjectID: CustomStringConvertible {
    /// 24 lower-case hexadecimal digits.
    public var description: String {
        String(unsafeUninitializedCapacity: Self.textLength) { writeText(into: $0) }
    }

    /// How many digits ``description`` has.
    package static let textLength = 24

    /// Writes ``description``, and gives its length; 0 when there is no room for it.
    package func writeText(into target: UnsafeMutableBufferPointer<UInt8>) -> Int {
        guard target.count >= Self.textLength else { return 0 }
        var rest = (high, low)
        for index in stride(from: 23, through: 16, by: -1) {
            target[index] = Hexadecimal.character(of: UInt8(rest.1 & 15))
            rest.1 >>= 4
        }
        for index in stride(from: 15, through: 0, by: -1) {
            target[index] = Hexadecimal.character(of: UInt8(rest.0 & 15))
            rest.0 >>= 4
        }
        return Self.textLength
    }
}
