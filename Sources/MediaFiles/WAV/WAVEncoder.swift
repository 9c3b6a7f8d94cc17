import EventFiles

/// Makes WAV files.
///
/// Source: Multimedia Programming Interface and Data Specifications 1.0 (IBM and Microsoft, 1991), and Microsoft's
/// Multiple Channel Audio Data and WAVE Files for floating point.
public enum WAVEncoder {
    /// The WAV file of a sound.
    ///
    /// Whole numbers have the amplitude 1 at their largest and -1 at its opposite; what is beyond is clipped and counted.
    ///
    /// - Parameters:
    ///   - sound: The sound.
    ///   - format: How samples are stored. The default is 16 bits.
    /// - Throws: `MediaError` with `tooLarge` when the file would have 4 GiB or more, which a WAV file cannot.
    public static func encode(_ sound: Sound, as format: WAVFormat = .pcm16) throws(MediaError) -> EncodedWAV {
        // Floating point wants to know more: the size of an extension there is none of, and the count of moments.
        let isFloat = format == .float32
        let (dataLength, overflows) = sound.samples.count.multipliedReportingOverflow(by: format.size)
        let padding = dataLength & 1
        let headerLength = isFloat ? 58 : 44
        guard !overflows, let fileLength = UInt32(exactly: dataLength + padding + headerLength - 8),
            let byteRate = UInt32(exactly: sound.sampleRate * sound.channelCount * format.size)
        else {
            throw MediaError(
                .tooLarge, "\(sound.samples.count) samples are too many for a WAV file, which has less than 4 GiB")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(headerLength + dataLength + padding)
        bytes += "RIFF".utf8
        bytes.appendLittleEndian(fileLength)
        bytes += "WAVEfmt ".utf8
        bytes.appendLittleEndian(UInt32(isFloat ? 18 : 16))
        bytes.appendLittleEndian(format.tag)
        bytes.appendLittleEndian(UInt16(sound.channelCount))
        bytes.appendLittleEndian(UInt32(sound.sampleRate))
        bytes.appendLittleEndian(byteRate)
        bytes.appendLittleEndian(UInt16(sound.channelCount * format.size))
        bytes.appendLittleEndian(UInt16(format.size * 8))
        if isFloat {
            bytes.appendLittleEndian(UInt16(0))
            bytes += "fact".utf8
            bytes.appendLittleEndian(UInt32(4))
            bytes.appendLittleEndian(UInt32(sound.samples.count / sound.channelCount))
        }
        bytes += "data".utf8
        bytes.appendLittleEndian(UInt32(dataLength))
        var clippedCount = 0
        if isFloat {
            for sample in sound.samples { bytes.appendLittleEndian(sample.bitPattern) }
        } else {
            let largest = Double(1 << (format.size * 8 - 1) - 1)
            for sample in sound.samples {
                if abs(sample) > 1 { clippedCount += 1 }
                let number = UInt32(bitPattern: Int32((Double(min(1, max(-1, sample))) * largest).rounded()))
                for byte in 0..<format.size { bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(byte * 8))) }
            }
        }
        if padding > 0 { bytes.append(0) }
        return EncodedWAV(bytes: bytes, clippedCount: clippedCount)
    }
}
