/// A number, or a yes or no, of which there are arrays: numpy's types, as far as Swift has them.
public protocol NumericElement: Hashable, Sendable {
    /// The type by numpy's name.
    static var elementType: NumericArray.ElementType { get }
    /// Its bits, in as many of the lowest bytes as the type has.
    var elementBits: UInt64 { get }
    /// The value of bits; those above the type's are not looked at.
    init(elementBits: UInt64)
}

extension NumericElement where Self: FixedWidthInteger {
    /// Its bits, in as many of the lowest bytes as the type has.
    public var elementBits: UInt64 { UInt64(truncatingIfNeeded: self) }
    /// The value of bits.
    public init(elementBits: UInt64) { self.init(truncatingIfNeeded: elementBits) }
}

extension Bool: NumericElement {
    /// `bool`
    public static var elementType: NumericArray.ElementType { .bool }
    /// 1 for yes, 0 for no.
    public var elementBits: UInt64 { self ? 1 : 0 }
    /// No for a byte of 0; for all others yes, as numpy reads them.
    public init(elementBits: UInt64) { self = elementBits & 0xFF != 0 }
}

extension Int8: NumericElement {
    /// `int8`
    public static var elementType: NumericArray.ElementType { .int8 }
}

extension Int16: NumericElement {
    /// `int16`
    public static var elementType: NumericArray.ElementType { .int16 }
}

extension Int32: NumericElement {
    /// `int32`
    public static var elementType: NumericArray.ElementType { .int32 }
}

extension Int64: NumericElement {
    /// `int64`
    public static var elementType: NumericArray.ElementType { .int64 }
}

extension Int: NumericElement {
    /// `int64`
    public static var elementType: NumericArray.ElementType { .int64 }
}

extension UInt8: NumericElement {
    /// `uint8`
    public static var elementType: NumericArray.ElementType { .uint8 }
}

extension UInt16: NumericElement {
    /// `uint16`
    public static var elementType: NumericArray.ElementType { .uint16 }
}

extension UInt32: NumericElement {
    /// `uint32`
    public static var elementType: NumericArray.ElementType { .uint32 }
}

extension UInt64: NumericElement {
    /// `uint64`
    public static var elementType: NumericArray.ElementType { .uint64 }
}

extension UInt: NumericElement {
    /// `uint64`
    public static var elementType: NumericArray.ElementType { .uint64 }
}

// Swift has no 16-bit floating-point numbers on Macs with Intel's processors.
#if !(os(macOS) && arch(x86_64))
    extension Float16: NumericElement {
        /// `float16`
        public static var elementType: NumericArray.ElementType { .float16 }
        /// Its bits, in the lowest two bytes.
        public var elementBits: UInt64 { UInt64(bitPattern) }
        /// The value of bits.
        public init(elementBits: UInt64) { self.init(bitPattern: UInt16(truncatingIfNeeded: elementBits)) }
    }
#endif

extension Float: NumericElement {
    /// `float32`
    public static var elementType: NumericArray.ElementType { .float32 }
    /// Its bits, in the lowest four bytes.
    public var elementBits: UInt64 { UInt64(bitPattern) }
    /// The value of bits.
    public init(elementBits: UInt64) { self.init(bitPattern: UInt32(truncatingIfNeeded: elementBits)) }
}

extension Double: NumericElement {
    /// `float64`
    public static var elementType: NumericArray.ElementType { .float64 }
    /// Its bits.
    public var elementBits: UInt64 { bitPattern }
    /// The value of bits.
    public init(elementBits: UInt64) { self.init(bitPattern: elementBits) }
}
