import RegistryTestKit
import Testing

@testable import MediaFiles

@Suite struct LZWTests {
    /// Reads image data strictly: whole blocks, a code for the end, and nothing after it. `nil` for anything else.
    private func decoded(_ data: [UInt8]) -> [UInt8]? {
        guard let bits = data.first, (2...8).contains(bits) else { return nil }
        var stream: [UInt8] = []
        var place = 1
        while place < data.count, data[place] > 0 {
            let end = place + 1 + Int(data[place])
            guard end <= data.count else { return nil }
            stream += data[place + 1..<end]
            place = end
        }
        guard place == data.count - 1 else { return nil }
        let clear = 1 << Int(bits)
        let roots = (0..<clear + 2).map { $0 < clear ? [UInt8($0)] : [] }
        var (strings, width, bit, last) = (roots, Int(bits) + 1, 0, [UInt8]())
        var output: [UInt8] = []
        while bit + width <= stream.count * 8 {
            let code = (0..<width).reduce(0) { $0 | Int(stream[(bit + $1) / 8] >> UInt8((bit + $1) % 8) & 1) << $1 }
            bit += width
            if code == clear {
                (strings, width, last) = (roots, Int(bits) + 1, [])
                continue
            }
            if code == clear + 1 { return stream.count * 8 - bit < 8 ? output : nil }
            guard code <= strings.count, code < strings.count || !last.isEmpty else { return nil }
            let string = code < strings.count ? strings[code] : last + [last[0]]
            output += string
            if !last.isEmpty, strings.count < 4_096 { strings.append(last + [string[0]]) }
            if strings.count == 1 << width, width < 12 { width += 1 }
            last = string
        }
        return nil
    }

    @Test(arguments: 2...8)
    func `any numbers come back, and the end is said in a code of the right length`(_ bits: Int) {
        var random = SeededGenerator(seed: UInt64(bits))
        var encoder = LZWEncoder()
        for count in Array(0..<300) + [4_000, 9_000, 20_000] {
            let colors = UInt8(random.next() % UInt64(1 << bits))
            let numbers = (0..<count).map { _ in UInt8.random(in: 0...colors, using: &random) }
            var data: [UInt8] = []
            encoder.append(numbers, bits: bits, to: &data)
            #expect(decoded(data) == numbers, "\(count) numbers of \(bits) bits")
        }
    }
}
