import MediaFiles
import RegistryTestKit
import Testing

/// Bytes that nobody should write, for readers that must not trap, hang or take much memory.
enum Hostile {
    /// Feeds a reader with a file that is cut at every byte, with its bytes changed, doubled and left out, and with random bytes.
    /// What it says about them is not looked at; that it says it by a `MediaError`, the compiler sees to.
    static func feed(
        _ file: [UInt8], rounds: Int = 2_000, seed: UInt64 = 20, _ read: ([UInt8]) throws(MediaError) -> Void
    ) {
        try? read(file)
        for end in file.indices { try? read(Array(file[..<end])) }
        var random = SeededGenerator(seed: seed)
        for _ in 0..<rounds {
            var bytes = file
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch random.next() % 6 {
                case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
                case 1: bytes[place] ^= 1 << UInt8(random.next() % 8)
                case 2: bytes[place] = [0, 0x7F, 0x80, 0xFF, 0x0A, 0x20, 0x39][Int(random.next() % 7)]
                case 3 where bytes.count > 1: bytes.remove(at: place)
                case 4: bytes.insert(bytes[place], at: place)
                default: bytes.replaceSubrange(place..<min(place + 4, bytes.count), with: [0xFF, 0xFF, 0xFF, 0xFF])
                }
            }
            try? read(bytes)
        }
        for _ in 0..<rounds {
            let count = Int.random(in: 0...200, using: &random)
            try? read((0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) })
        }
    }
}
