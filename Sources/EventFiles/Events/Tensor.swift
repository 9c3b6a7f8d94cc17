/// An array of values as event files hold it.
public struct Tensor: Hashable, Sendable {
    /// The type of the elements.
    public struct ElementType: RawRepresentable, Hashable, Sendable {
        /// TensorFlow's number of the type.
        public var rawValue: Int64

        /// The type with this number.
        public init(rawValue: Int64) {
            self.rawValue = rawValue
        }

        /// 32-bit floating point.
        public static let float = ElementType(rawValue: 1)
        /// 64-bit floating point.
        public static let double = ElementType(rawValue: 2)
        /// 32-bit signed integer.
        public static let int32 = ElementType(rawValue: 3)
        /// Byte.
        public static let uint8 = ElementType(rawValue: 4)
        /// Byte string.
        public static let string = ElementType(rawValue: 7)
        /// 64-bit signed integer.
        public static let int64 = ElementType(rawValue: 9)
        /// True or false.
        public static let bool = ElementType(rawValue: 10)
    }

    /// The type of the elements.
    public var elementType: ElementType
    /// The size of each dimension, outermost first; empty for a single value. Sizes come from the file and may be
    /// anything.
    public var shape: [Int64]
    /// Elements as packed little-endian bytes, row after row. Empty when the elements stand in one of the other lists.
    public var content: [UInt8]
    /// Numeric elements that the file lists one by one.
    public var numbers: [Double]
    /// String elements.
    public var strings: [[UInt8]]

    /// A tensor.
    public init(
        elementType: ElementType, shape: [Int64] = [], content: [UInt8] = [], numbers: [Double] = [],
        strings: [[UInt8]] = []
    ) {
        self.elementType = elementType
        self.shape = shape
        self.content = content
        self.numbers = numbers
        self.strings = strings
    }

    /// A single number.
    public init(scalar: Float) {
        self.init(elementType: .float)
        content.appendLittleEndian(scalar.bitPattern)
    }

    /// The number, when the tensor holds exactly one; a boolean counts as 0 or 1.
    public var scalar: Double? {
        guard shape.allSatisfy({ $0 == 1 }) else { return nil }
        if content.isEmpty { return numbers.count == 1 ? numbers[0] : nil }
        switch (elementType, content.count) {
        case (.float, 4): return Double(Float(bitPattern: content.littleEndianUInt32(at: 0)))
        case (.double, 8): return Double(bitPattern: content.littleEndianUInt64(at: 0))
        case (.int32, 4): return Double(Int32(bitPattern: content.littleEndianUInt32(at: 0)))
        case (.int64, 8): return Double(Int64(bitPattern: content.littleEndianUInt64(at: 0)))
        case (.uint8, 1), (.bool, 1): return Double(content[0])
        default: return nil
        }
    }
}
