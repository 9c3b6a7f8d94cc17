public import RegistryCore

/// Numbers of one type in rows, columns and so on: an array of numpy.
public struct NumericArray: Hashable, Sendable {
    /// The type of the elements, by numpy's names.
    public enum ElementType: String, Hashable, Sendable, CaseIterable {
        case bool, int8, int16, int32, int64, uint8, uint16, uint32, uint64, float16, float32, float64

        /// How many bytes an element has.
        public var size: Int {
            switch self {
            case .bool, .int8, .uint8: 1
            case .int16, .uint16, .float16: 2
            case .int32, .uint32, .float32: 4
            case .int64, .uint64, .float64: 8
            }
        }
    }

    /// The most lengths a shape has: 32.
    public static let mostDimensions = 32

    /// The type of the elements.
    public let elementType: ElementType
    /// How long it is in each direction; empty for a single number.
    public let shape: [Int]
    /// The elements, little-endian, the last direction first (C's order).
    public let bytes: [UInt8]

    /// An array.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` when the shape is none, or does not go with the number of bytes.
    public init(elementType: ElementType, shape: [Int], bytes: [UInt8]) throws(RegistryError) {
        guard shape.count <= Self.mostDimensions, shape.allSatisfy({ $0 >= 0 }) else {
            throw RegistryError(
                .invalidArgument, "The shape of an array has at most \(Self.mostDimensions) lengths, none negative.")
        }
        // A length of 0 makes the array empty, however long it is in other directions.
        var size: Int? = elementType.size
        if shape.contains(0) {
            size = 0
        } else {
            for length in shape {
                size = size.flatMap { size in
                    let (product, overflow) = size.multipliedReportingOverflow(by: length)
                    return overflow ? nil : product
                }
            }
        }
        guard size == bytes.count else {
            throw RegistryError(
                .invalidArgument,
                "An array of \(elementType.rawValue) of the shape \(shape) does not have \(bytes.count) bytes.")
        }
        self.init(checkedType: elementType, shape: shape, bytes: bytes)
    }

    /// An array whose shape goes with its bytes.
    init(checkedType elementType: ElementType, shape: [Int], bytes: [UInt8]) {
        self.elementType = elementType
        self.shape = shape
        self.bytes = bytes
    }
}
