/// BLAKE2b (RFC 7693) with a digest of eight bytes and a salt, which Aim's hashes are; no library of the package has it.
enum BLAKE2b {
    private static let start: [UInt64] = [
        0x6a09_e667_f3bc_c908, 0xbb67_ae85_84ca_a73b, 0x3c6e_f372_fe94_f82b, 0xa54f_f53a_5f1d_36f1,
        0x510e_527f_ade6_82d1, 0x9b05_688c_2b3e_6c1f, 0x1f83_d9ab_fb41_bd6b, 0x5be0_cd19_137e_2179,
    ]
    /// In which order the words of a block are taken in each of ten rounds.
    private static let orders: [[Int]] = [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
        [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4], [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
        [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13], [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
        [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11], [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
        [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5], [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
    ]
    /// Which words are mixed: the four columns, and then the four diagonals.
    private static let mixed: [(Int, Int, Int, Int)] = [
        (0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
        (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14),
    ]
    private static let blockSize = 128
    private static let digestSize: UInt64 = 8

    /// The digest as a whole number, its bytes taken as little-endian.
    static func digest(_ bytes: [UInt8], salt: UInt64) -> Int64 {
        var state = start
        // Without a key, one leaf, the first half of the salt; the second half is zero.
        state[0] ^= 0x0101_0000 ^ digestSize
        state[4] ^= salt
        var offset = 0
        repeat {
            let end = min(offset + blockSize, bytes.count)
            compress(&state, bytes[offset..<end], count: UInt64(end), isLast: end == bytes.count)
            offset = end
        } while offset < bytes.count
        return Int64(bitPattern: state[0])
    }

    private static func compress(_ state: inout [UInt64], _ block: ArraySlice<UInt8>, count: UInt64, isLast: Bool) {
        var words = [UInt64](repeating: 0, count: 16)
        for (index, byte) in block.enumerated() { words[index / 8] |= UInt64(byte) << UInt64(index % 8 * 8) }
        var work = state + start
        work[12] ^= count
        if isLast { work[14] = ~work[14] }
        for round in 0..<12 {
            let order = orders[round % 10]
            for (place, (a, b, c, d)) in mixed.enumerated() {
                work[a] = work[a] &+ work[b] &+ words[order[place * 2]]
                work[d] = turned(work[d] ^ work[a], by: 32)
                work[c] = work[c] &+ work[d]
                work[b] = turned(work[b] ^ work[c], by: 24)
                work[a] = work[a] &+ work[b] &+ words[order[place * 2 + 1]]
                work[d] = turned(work[d] ^ work[a], by: 16)
                work[c] = work[c] &+ work[d]
                work[b] = turned(work[b] ^ work[c], by: 63)
            }
        }
        for index in state.indices { state[index] ^= work[index] ^ work[index + 8] }
    }

    private static func turned(_ word: UInt64, by count: UInt64) -> UInt64 { word >> count | word << (64 - count) }
}
