import EventFiles

/// Reads WAV files. Made for files from strangers: no memory is taken for what a file only says it has.
///
/// Source: as of ``WAVEncoder``.
public enum WAVDecoder {
    private struct Format {
        let tag: UInt16
        let channelCount: Int
        let sampleRate: Int
        let bits: Int
    }

    /// The sound of a WAV file: PCM of 8, 16, 24 or 32 bits, or floating point of 32 or 64, also in the extensible form.
    ///
    /// The largest whole number is the amplitude 1. The lowest, which has no opposite, is -1 as the one above it.
    ///
    /// - Throws: `MediaError` with `corruptData` and the byte for a file that is no WAV file, ends early or contradicts itself,
    ///   and for NaN; with `unsupported` for other forms of samples.
    public static func decode(_ bytes: [UInt8]) throws(MediaError) -> Sound {
        guard bytes.count >= 12, bytes.starts(with: "RIFF".utf8), bytes[8..<12].elementsEqual("WAVE".utf8) else {
            throw MediaError(.corruptData, at: .byte(0), "this is not a WAV file")
        }
        var format: Format?
        var place = 12
        // What the file says of its own length is not needed: chunks have lengths of their own, and those are held to the bytes.
        while place + 8 <= bytes.count {
            let name = bytes[place..<place + 4]
            let said = Int(bytes.littleEndianUInt32(at: place + 4))
            let start = place + 8
            let isData = name.elementsEqual("data".utf8)
            // Programs that write into a pipe do not know the length, and say the largest.
            let length = isData && said == Int(UInt32.max) ? bytes.count - start : said
            guard length <= bytes.count - start else {
                throw MediaError(
                    .corruptData, at: .byte(place + 4),
                    "a part of the WAV file says it has \(length) bytes, and \(bytes.count - start) are left")
            }
            if isData {
                guard let format else {
                    throw MediaError(
                        .corruptData, at: .byte(place), "the WAV file has samples before it says their form")
                }
                return try sound(bytes, start..<start + length, format)
            }
            if name.elementsEqual("fmt ".utf8) { format = try self.format(bytes, start..<start + length) }
            place = start + length + length & 1
        }
        throw MediaError(.corruptData, at: .byte(min(place, bytes.count)), "the WAV file ends before its samples")
    }

    private static func format(_ bytes: [UInt8], _ range: Range<Int>) throws(MediaError) -> Format {
        func number(_ offset: Int) -> Int {
            Int(bytes[range.lowerBound + offset]) | Int(bytes[range.lowerBound + offset + 1]) << 8
        }
        guard range.count >= 16 else {
            throw MediaError(.corruptData, at: .byte(range.lowerBound), "the form of the WAV file's samples is cut off")
        }
        var tag = UInt16(number(0))
        // The extensible form has the number of the true one further behind.
        if tag == 0xFFFE {
            guard range.count >= 40 else {
                throw MediaError(
                    .corruptData, at: .byte(range.lowerBound), "the extended form of the WAV file's samples is cut off")
            }
            tag = UInt16(number(24))
        }
        let bits = number(14)
        let isKnown = tag == 1 && [8, 16, 24, 32].contains(bits) || tag == 3 && [32, 64].contains(bits)
        guard isKnown else {
            throw MediaError(
                .unsupported, at: .byte(range.lowerBound),
                "samples of form \(tag) with \(bits) bits are not read: save the file as PCM or floating point")
        }
        let channelCount = number(2)
        let sampleRate = Int(bytes.littleEndianUInt32(at: range.lowerBound + 4))
        guard Sound.channelCounts.contains(channelCount), Sound.sampleRates.contains(sampleRate),
            number(12) == channelCount * bits / 8
        else {
            throw MediaError(
                .corruptData, at: .byte(range.lowerBound),
                "a WAV file has 1 to 256 channels and up to 768000 samples a second that fill its blocks, not \(channelCount) channels "
                    + "with \(sampleRate) in blocks of \(number(12)) bytes")
        }
        return Format(tag: tag, channelCount: channelCount, sampleRate: sampleRate, bits: bits)
    }

    private static func sound(_ bytes: [UInt8], _ range: Range<Int>, _ format: Format) throws(MediaError) -> Sound {
        let size = format.bits / 8
        guard range.count.isMultiple(of: size * format.channelCount) else {
            throw MediaError(
                .corruptData, at: .byte(range.upperBound), "the WAV file's samples end in the midst of one")
        }
        var samples: [Float] = []
        samples.reserveCapacity(range.count / size)
        for place in stride(from: range.lowerBound, to: range.upperBound, by: size) {
            let sample = amplitude(bytes, at: place, format)
            guard !sample.isNaN else {
                throw MediaError(.corruptData, at: .byte(place), "a sample of the WAV file is NaN")
            }
            samples.append(sample)
        }
        return try Sound(samples: samples, sampleRate: format.sampleRate, channelCount: format.channelCount)
    }

    private static func amplitude(_ bytes: [UInt8], at place: Int, _ format: Format) -> Float {
        if format.tag == 3 {
            return format.bits == 64
                ? Float(Double(bitPattern: bytes.littleEndianUInt64(at: place)))
                : Float(bitPattern: bytes.littleEndianUInt32(at: place))
        }
        // Eight bits are counted from 0, more from the middle.
        if format.bits == 8 { return max(-1, Float(Int(bytes[place]) - 128) / 127) }
        let size = format.bits / 8
        let highest = Int(Int8(bitPattern: bytes[place + size - 1]))
        let number = (0..<size - 1).reversed().reduce(highest) { $0 << 8 | Int(bytes[place + $1]) }
        return Float(max(-1, Double(number) / Double(1 << (format.bits - 1) - 1)))
    }
}
