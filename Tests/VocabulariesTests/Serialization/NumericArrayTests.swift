import RegistryCore
import Testing
import Vocabularies

struct NumericArrayTests {
    private func expectSame<Element: NumericElement>(_ values: [Element], _ type: NumericArray.ElementType) throws {
        let array = NumericArray(values)
        #expect(array.elementType == type && array.shape == [values.count])
        #expect(array.bytes.count == values.count * type.size)
        #expect(array.values() == values)
        #expect(try NumericArray(elementType: type, shape: [values.count], bytes: array.bytes) == array)
        let pair = try NumericArray([values, values.reversed()])
        #expect(pair.shape == [2, values.count] && pair.rows() == [values, values.reversed()])
        #expect(pair.values(of: Element.self) == values + values.reversed())
        #expect(array.rows(of: Element.self) == nil)
    }

    @Test func `Values of every type become an array, and come back as they were`() throws {
        try expectSame([true, false, true], .bool)
        try expectSame([Int8.min, -1, .max], .int8)
        try expectSame([Int16.min, -1, .max], .int16)
        try expectSame([Int32.min, -1, .max], .int32)
        try expectSame([Int64.min, -1, .max], .int64)
        try expectSame([Int.min, -1, .max], .int64)
        try expectSame([UInt8.min, 1, .max], .uint8)
        try expectSame([UInt16.min, 1, .max], .uint16)
        try expectSame([UInt32.min, 1, .max], .uint32)
        try expectSame([UInt64.min, 1, .max], .uint64)
        try expectSame([UInt.min, 1, .max], .uint64)
        #if !(os(macOS) && arch(x86_64))
            try expectSame([Float16.leastNonzeroMagnitude, -1.5, .infinity], .float16)
        #endif
        try expectSame([Float.leastNonzeroMagnitude, -0.1, .infinity], .float32)
        try expectSame([Double.leastNonzeroMagnitude, -0.1, .infinity], .float64)
    }

    @Test func `Bytes are as numpy has them, and nothing is read as another type`() throws {
        #expect(NumericArray([1, -2] as [Int16]).bytes == [1, 0, 0xFE, 0xFF])
        #expect(NumericArray([1] as [Float]).bytes == [0, 0, 0x80, 0x3F])
        let array = NumericArray([1, 2])
        #expect(array.elementType == .int64 && array.values(of: Int64.self) == [1, 2])
        #expect(array.doubles == nil && array.values(of: UInt64.self) == nil && array.values(of: Int32.self) == nil)
        #expect(try NumericArray(elementType: .bool, shape: [3], bytes: [0, 1, 7]).values() == [false, true, true])
    }

    @Test func `Rows are of one length, which is said with the one that is not`() throws {
        let error = #expect(throws: RegistryError.self) { try NumericArray([[1.0, 2], [3, 4], [5]]) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.message.contains("row 0 has 2 values, and row 2 has 1") == true)
        expectError(.invalidArgument) { _ = try NumericArray([1 as Float, 2], shape: [3]) }
        #expect(try NumericArray([[Float]]()).shape == [0, 0])
        let empty = try NumericArray([[], []] as [[UInt8]])
        #expect(empty.shape == [2, 0] && empty.rows(of: UInt8.self) == [[], []])
        let endless = try NumericArray(elementType: .uint8, shape: [.max, 0], bytes: [])
        #expect(endless.rows(of: UInt8.self) == nil && endless.values(of: UInt8.self) == [])
    }
}
