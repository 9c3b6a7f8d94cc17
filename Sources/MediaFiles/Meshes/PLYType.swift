/// What a number in a PLY file is.
enum PLYType {
    case int8, uint8, int16, uint16, int32, uint32, float, double

    /// From one of the two names that each has.
    init?(_ name: ArraySlice<UInt8>) {
        switch String(decoding: name, as: UTF8.self) {
        case "char", "int8": self = .int8
        case "uchar", "uint8": self = .uint8
        case "short", "int16": self = .int16
        case "ushort", "uint16": self = .uint16
        case "int", "int32": self = .int32
        case "uint", "uint32": self = .uint32
        case "float", "float32": self = .float
        case "double", "float64": self = .double
        default: return nil
        }
    }

    /// Bytes a number.
    var size: Int {
        switch self {
        case .int8, .uint8: 1
        case .int16, .uint16: 2
        case .int32, .uint32, .float: 4
        case .double: 8
        }
    }

    /// Whether it has whole numbers only.
    var isWhole: Bool { self != .float && self != .double }

    /// A number from its bits.
    func number(_ bits: UInt64) -> Double {
        switch self {
        case .int8: Double(Int8(truncatingIfNeeded: bits))
        case .int16: Double(Int16(truncatingIfNeeded: bits))
        case .int32: Double(Int32(truncatingIfNeeded: bits))
        case .uint8, .uint16, .uint32: Double(bits)
        case .float: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
        case .double: Double(bitPattern: bits)
        }
    }
}
