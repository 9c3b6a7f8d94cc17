extension Tensor {
    /// How many elements the shape asks for; `nil` when a size is negative or the product fits no integer.
    var declaredCount: Int? {
        var count = 1
        for size in shape {
            guard size >= 0, let size = Int(exactly: size) else { return nil }
            let (product, overflow) = count.multipliedReportingOverflow(by: size)
            if overflow { return nil }
            count = product
        }
        return count
    }

    /// All elements as numbers, row after row; `nil` when the bytes do not fit the shape and the type.
    ///
    /// Writers shorten a list whose last elements are all the same; they are filled in again, within the budget.
    func elements(_ budget: inout DecodingBudget) throws(ProtobufReader.Malformed) -> [Double]? {
        guard let count = declaredCount else { return nil }
        if content.isEmpty {
            if numbers.count == count { return numbers }
            guard let last = numbers.last, numbers.count < count else { return nil }
            try budget.spendNumbers(count - numbers.count)
            return numbers + repeatElement(last, count: count - numbers.count)
        }
        guard let width = elementType.byteCount, content.count.isMultiple(of: width), content.count / width == count
        else { return nil }
        try budget.spendNumbers(count)
        switch elementType {
        case .float: return floatContent.map(Double.init)
        case .double:
            return (0..<count).map { Double(bitPattern: content.littleEndianUInt64(at: $0 * 8)) }
        case .int32: return int32Content.map(Double.init)
        case .int64:
            return (0..<count).map { Double(Int64(bitPattern: content.littleEndianUInt64(at: $0 * 8))) }
        default: return content.map(Double.init)
        }
    }

    /// The packed bytes as floats, without what is left over at the end.
    var floatContent: [Float] {
        (0..<(content.count / 4)).map { Float(bitPattern: content.littleEndianUInt32(at: $0 * 4)) }
    }

    /// The packed bytes as integers, without what is left over at the end.
    var int32Content: [Int32] {
        (0..<(content.count / 4)).map { Int32(bitPattern: content.littleEndianUInt32(at: $0 * 4)) }
    }

    init(floats: [Float], shape: [Int64]) {
        self.init(elementType: .float, shape: shape)
        content.reserveCapacity(floats.count * 4)
        for number in floats { content.appendLittleEndian(number.bitPattern) }
    }

    init(doubles: [Double], shape: [Int64]) {
        self.init(elementType: .double, shape: shape)
        content.reserveCapacity(doubles.count * 8)
        for number in doubles { content.appendLittleEndian(number.bitPattern) }
    }

    init(int32s: [Int32], shape: [Int64]) {
        self.init(elementType: .int32, shape: shape)
        content.reserveCapacity(int32s.count * 4)
        for number in int32s { content.appendLittleEndian(UInt32(bitPattern: number)) }
    }

    init(strings: [[UInt8]], shape: [Int64]? = nil) {
        self.init(elementType: .string, shape: shape ?? [Int64(strings.count)], strings: strings)
    }
}

extension Tensor.ElementType {
    /// The bytes of one packed element; `nil` for types that are not packed, or not known.
    var byteCount: Int? {
        switch self {
        case .float, .int32: 4
        case .double, .int64: 8
        case .uint8, .bool: 1
        default: nil
        }
    }
}
