/// Protocol buffer bytes to tensors. Repeated numbers are read packed and one by one: writers differ.
enum TensorDecoder {
    static func decode(
        _ outer: ProtobufReader, in range: Range<Int>
    ) throws(ProtobufReader.Malformed) -> Tensor {
        var reader = ProtobufReader(outer.bytes, in: range)
        var tensor = Tensor(elementType: .init(rawValue: 0))
        while let field = try reader.next() {
            switch (field.number, field.payload) {
            case (1, .varint(let bits)): tensor.elementType = .init(rawValue: Int64(bitPattern: bits))
            case (2, .bytes(let range)): tensor.shape = try shape(reader, in: range)
            case (4, .bytes(let range)): tensor.content = Array(reader.bytes[range])
            case (5, .fixed32(let bits)): tensor.numbers.append(Double(Float(bitPattern: bits)))
            case (5, .bytes(let range)): tensor.numbers += try floats(reader, in: range)
            case (6, .fixed64(let bits)): tensor.numbers.append(Double(bitPattern: bits))
            case (6, .bytes(let range)): tensor.numbers += try doubles(reader, in: range)
            case (7, .varint(let bits)), (10, .varint(let bits)), (11, .varint(let bits)):
                tensor.numbers.append(Double(Int64(bitPattern: bits)))
            case (7, .bytes(let range)), (10, .bytes(let range)), (11, .bytes(let range)):
                tensor.numbers += try reader.packedVarints(range).map { Double(Int64(bitPattern: $0)) }
            case (8, .bytes(let range)): tensor.strings.append(Array(reader.bytes[range]))
            default: break
            }
        }
        return tensor
    }

    private static func shape(
        _ outer: ProtobufReader, in range: Range<Int>
    ) throws(ProtobufReader.Malformed) -> [Int64] {
        var reader = ProtobufReader(outer.bytes, in: range)
        var sizes: [Int64] = []
        while let field = try reader.next() {
            guard case (2, .bytes(let range)) = (field.number, field.payload) else { continue }
            var dimension = ProtobufReader(reader.bytes, in: range)
            var size: Int64 = 0
            while let field = try dimension.next() {
                if case (1, .varint(let bits)) = (field.number, field.payload) { size = Int64(bitPattern: bits) }
            }
            sizes.append(size)
        }
        return sizes
    }

    private static func floats(
        _ reader: ProtobufReader, in range: Range<Int>
    ) throws(ProtobufReader.Malformed) -> [Double] {
        guard range.count.isMultiple(of: 4) else { throw .init(reason: "a list of floats is cut") }
        return stride(from: range.lowerBound, to: range.upperBound, by: 4).map {
            Double(Float(bitPattern: reader.bytes.littleEndianUInt32(at: $0)))
        }
    }

    private static func doubles(
        _ reader: ProtobufReader, in range: Range<Int>
    ) throws(ProtobufReader.Malformed) -> [Double] {
        guard range.count.isMultiple(of: 8) else { throw .init(reason: "a list of doubles is cut") }
        return stride(from: range.lowerBound, to: range.upperBound, by: 8).map {
            Double(bitPattern: reader.bytes.littleEndianUInt64(at: $0))
        }
    }
}
