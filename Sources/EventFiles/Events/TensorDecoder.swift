/// Protocol buffer bytes to tensors. Repeated numbers are read packed and one by one: writers differ.
enum TensorDecoder {
    static func decode(
        _ outer: ProtobufReader, in range: Range<Int>, _ budget: inout DecodingBudget
    ) throws(ProtobufReader.Malformed) -> Tensor {
        var reader = ProtobufReader(outer.bytes, in: range)
        var tensor = Tensor(elementType: .init(rawValue: 0))
        while let field = try reader.next() {
            switch (field.number, field.payload) {
            case (1, .varint(let bits)): tensor.elementType = .init(rawValue: Int64(bitPattern: bits))
            case (2, .bytes(let range)): tensor.shape = try shape(reader, in: range, &budget)
            case (4, .bytes(let range)): tensor.content = Array(reader.bytes[range])
            case (5, .fixed32(let bits)):
                try budget.spendNumbers()
                tensor.numbers.append(Double(Float(bitPattern: bits)))
            case (5, .bytes(let range)): tensor.numbers += try reader.packedFloats(range, &budget)
            case (6, .fixed64(let bits)):
                try budget.spendNumbers()
                tensor.numbers.append(Double(bitPattern: bits))
            case (6, .bytes(let range)): tensor.numbers += try reader.packedDoubles(range, &budget)
            case (7, .varint(let bits)), (10, .varint(let bits)), (11, .varint(let bits)):
                try budget.spendNumbers()
                tensor.numbers.append(Double(Int64(bitPattern: bits)))
            case (7, .bytes(let range)), (10, .bytes(let range)), (11, .bytes(let range)):
                try reader.forEachPackedVarint(range, &budget) { tensor.numbers.append(Double(Int64(bitPattern: $0))) }
            case (8, .bytes(let range)):
                try budget.spendPart()
                tensor.strings.append(Array(reader.bytes[range]))
            default: break
            }
        }
        return tensor
    }

    private static func shape(
        _ outer: ProtobufReader, in range: Range<Int>, _ budget: inout DecodingBudget
    ) throws(ProtobufReader.Malformed) -> [Int64] {
        var reader = ProtobufReader(outer.bytes, in: range)
        var sizes: [Int64] = []
        while let field = try reader.next() {
            guard case (2, .bytes(let range)) = (field.number, field.payload) else { continue }
            try budget.spendPart()
            var dimension = ProtobufReader(reader.bytes, in: range)
            var size: Int64 = 0
            while let field = try dimension.next() {
                if case (1, .varint(let bits)) = (field.number, field.payload) { size = Int64(bitPattern: bits) }
            }
            sizes.append(size)
        }
        return sizes
    }
}
