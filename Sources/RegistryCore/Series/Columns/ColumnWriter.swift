/// Writes columns of numbers as few bytes.
///
/// Whole numbers go as differences from one to the next: zigzag (0, -1, 1, -2, …) and seven bits to a byte, or, when all
/// differences are the same, as the first number and the difference alone. A run that logs every step needs 4 bytes for
/// a block's column of steps. Floating point numbers are eight bytes each, little-endian.
struct ColumnWriter {
    /// How a column of whole numbers is written; the byte before it.
    enum Form: UInt8 {
        case constantDifference = 0
        case differences = 1
    }

    private(set) var bytes: [UInt8] = []

    mutating func reserveCapacity(_ capacity: Int) { bytes.reserveCapacity(capacity) }

    mutating func write(byte: UInt8) { bytes.append(byte) }

    mutating func write(raw: some Collection<UInt8>) { bytes.append(contentsOf: raw) }

    mutating func write(unsigned number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func write(signed number: Int64) {
        write(unsigned: UInt64(bitPattern: number << 1 ^ number >> 63))
    }

    /// A column of at least one number; its length is not written.
    mutating func write(column: some Collection<Int64>) {
        guard let first = column.first else { return }
        let rest = column.dropFirst()
        let difference = rest.first.map { $0 &- first } ?? 0
        var previous = first
        let isConstant = rest.allSatisfy { number in
            defer { previous = number }
            return number &- previous == difference
        }
        write(byte: (isConstant ? Form.constantDifference : .differences).rawValue)
        write(signed: first)
        if isConstant {
            write(signed: difference)
        } else {
            previous = first
            for number in rest {
                write(signed: number &- previous)
                previous = number
            }
        }
    }

    /// A column of floating point numbers; its length is not written.
    mutating func write(doubles: some Collection<Double>) {
        for number in doubles {
            let bits = number.bitPattern
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: bits >> shift))
            }
        }
    }
}
