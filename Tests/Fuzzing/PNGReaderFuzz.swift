// What libFuzzer feeds to the PNG reader. scripts/fuzz.sh compiles it with RasterGraphics' part for PNG and CPNG into one
// program; no target of Package.swift holds it.

private let decoder = PNGDecoder(maximumSide: 2_048, maximumPixels: 1 << 20)

/// PNG's checksums, which the fuzzer would hardly ever find, are made right; so far as the chunks' lengths are.
private func withRightChecksums(_ bytes: [UInt8]) -> [UInt8] {
    var file = bytes
    var at = 8
    while at + 12 <= file.count {
        let length = file[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
        guard length <= file.count - at - 12 else { break }
        var checksum = UInt32.max
        for byte in file[(at + 4)..<(at + 8 + length)] {
            checksum ^= UInt32(byte)
            for _ in 0..<8 { checksum = checksum & 1 == 1 ? (checksum >> 1) ^ 0xEDB8_8320 : checksum >> 1 }
        }
        for (index, shift) in [24, 16, 8, 0].enumerated() {
            file[at + 8 + length + index] = UInt8(truncatingIfNeeded: ~checksum >> UInt32(shift))
        }
        at += 12 + length
    }
    return file
}

/// What is read, written and read again is the same picture, however it is written.
private func roundTrip(_ file: [UInt8]) {
    guard let picture = try? decoder.decode(file) else { return }
    precondition(picture.width <= 2_048 && picture.height <= 2_048, "a picture is larger than was allowed")
    precondition(picture.bytes.count == picture.width * picture.height * 4, "a picture has all its pixels")
    guard picture.width * picture.height <= 1 << 14 else { return }
    for channels in [PNGEncoder.Channels.automatic, .palette, .rgba] {
        guard let written = try? PNGEncoder(level: 1).encode(picture, channels: channels),
            let again = try? decoder.decode(written)
        else { preconditionFailure("what was read is not written and read again") }
        precondition(again == picture, "what was written reads back as something else")
    }
}

/// A file: what it is read as is written and read again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    roundTrip(input)
    roundTrip(withRightChecksums(input))
    return 0
}
