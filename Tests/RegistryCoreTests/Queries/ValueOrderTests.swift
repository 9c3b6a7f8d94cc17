import BSONCoding
import RegistryCore
import RegistryTestKit
import Testing

@Suite("The order of values")
struct ValueOrderTests {
    /// One value of each class, in order.
    private static let ascending: [Value] = [
        nil, .double(.nan), .double(-.infinity), .int(.min), -1.5, -1, 0, 0.5, 1, .int(1 << 53), .int(1 << 53 + 1),
        .int(.max), 0x1p63, .double(.infinity), "", "\0", "a", "a\0", "ab", "b", "é", "日", "😀",
        [:], ["a": nil], ["a": 1], ["a": 1, "b": 1], ["a": 2], ["b": 1], ["a": "x"],
        [], [nil], [1], [1, 1], [2], ["a"], [[]], .binary(Binary([])), .binary(Binary([255])),
        .binary(Binary([1], subtype: 128)), .binary(Binary([0, 0])),
        .objectID(ObjectID(bytes: [UInt8](repeating: 1, count: 12)) ?? ObjectID()),
        .objectID(ObjectID(bytes: [UInt8](repeating: 200, count: 12)) ?? ObjectID()), false, true,
        .date(WallTime(millisecondsSince1970: .min)), .date(WallTime(millisecondsSince1970: -1)),
        .date(WallTime(millisecondsSince1970: 0)), .date(WallTime(millisecondsSince1970: .max)),
    ]

    @Test func `values of all types stand in MongoDB's order`() {
        for (left, first) in Self.ascending.enumerated() {
            for (right, second) in Self.ascending.enumerated() {
                let expected: Value.Order = left < right ? .ascending : left == right ? .equal : .descending
                #expect(Value.order(first, second) == expected, "\(first) and \(second)")
            }
        }
    }

    @Test func `whole and floating point numbers are compared without rounding`() {
        #expect(Value.order(1, 1.0) == .equal)
        #expect(Value.order(.double(-0.0), 0) == .equal)
        #expect(Value.order(.int(1 << 53 + 1), .double(0x1p53)) == .descending)
        #expect(Value.order(.int(.max), .double(0x1p63)) == .ascending)
        #expect(Value.order(.int(.min), .double(-0x1p63)) == .equal)
        #expect(Value.order(.double(.nan), .double(-.nan)) == .equal)
    }

    @Test func `the bytes of keys stand in the order of the values`() {
        for seed in 1...5_000 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            let left = DocumentGenerator.value(depth: 3, using: &random)
            let right = seed % 3 == 0 ? left : DocumentGenerator.value(depth: 3, using: &random)
            let keys = (OrderedKey.bytes(of: left), OrderedKey.bytes(of: right))
            #expect(Self.order(keys.0, keys.1) == Value.order(left, right), "seed \(seed): \(left) and \(right)")
        }
        for left in Self.ascending {
            for right in Self.ascending {
                let keys = (OrderedKey.bytes(of: left), OrderedKey.bytes(of: right))
                #expect(Self.order(keys.0, keys.1) == Value.order(left, right), "\(left) and \(right)")
            }
        }
    }

    @Test func `neighbouring whole numbers and doubles beyond 2^53 keep their order in keys`() {
        for seed in 1...2_000 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            let base = Int64.random(in: .min ... .max - 1_030, using: &random)
            let near = base + Int64.random(in: 0...1_030, using: &random)
            for pair in [(Value.int(base), Value.int(near)), (.int(base), .double(Double(near)))] {
                let keys = (OrderedKey.bytes(of: pair.0), OrderedKey.bytes(of: pair.1))
                #expect(Self.order(keys.0, keys.1) == Value.order(pair.0, pair.1), "seed \(seed): \(pair)")
            }
        }
    }

    @Test func `no key begins another one's`() {
        let keys = Self.ascending.map(OrderedKey.bytes(of:))
        for (left, first) in keys.enumerated() {
            for (right, second) in keys.enumerated() where left != right {
                #expect(!second.starts(with: first), "\(Self.ascending[left]), \(Self.ascending[right])")
            }
        }
    }

    @Test(arguments: ["", "a", "auto", "a\0", "é", "😀", "\u{10FFFF}"])
    func `the range of a prefix holds the texts that begin with it and no other value`(_ prefix: String) {
        let range = OrderedKey.range(ofTextsWithPrefix: prefix)
        let texts = [
            "", "a", "au", "auto", "autoencoder", "autp", "b", "a\0", "a\0b", "a\u{1}", "é", "éa", "😀", "\u{10FFFF}x",
        ]
        for value in Self.ascending + texts.map({ .string($0) }) {
            let key = OrderedKey.bytes(of: value)
            let isInRange = Self.order(range.from, key) != .descending && Self.order(key, range.upTo) == .ascending
            let isMeant = value.stringValue.map { $0.utf8.starts(with: prefix.utf8) } ?? false
            #expect(isInRange == isMeant, "\(value) in the range of \(prefix.debugDescription)")
        }
    }

    @Test func `lists and documents share the sort key that comes last`() {
        let last = OrderedKey.sortBytes(of: [])
        #expect(OrderedKey.sortBytes(of: ["a": 1]) == last)
        for value in Self.ascending where value.arrayValue == nil && value.documentValue == nil {
            #expect(Self.order(OrderedKey.sortBytes(of: value), last) == .ascending)
            let range = OrderedKey.range(ofTypeOf: value)
            #expect(Self.order(range.from, OrderedKey.bytes(of: value)) != .descending)
            #expect(Self.order(OrderedKey.bytes(of: value), range.upTo) == .ascending)
        }
    }

    private static func order(_ left: [UInt8], _ right: [UInt8]) -> Value.Order {
        left == right ? .equal : left.lexicographicallyPrecedes(right) ? .ascending : .descending
    }
}
