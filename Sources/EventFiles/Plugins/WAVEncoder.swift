/// Samples to a WAV file of 16-bit PCM.
public enum WAVEncoder {
    /// The bytes of a WAV file.
    ///
    /// - Parameters:
    ///   - samples: Amplitudes from -1 to 1, the channels of each moment beside each other; what is beyond is clipped,
    ///     NaN is silence.
    ///   - sampleRate: Samples a second of each channel, 1 to 768,000.
    ///   - channelCount: 1 for mono, 2 for stereo. The default is 1.
    /// - Throws: `EventFileError` with `invalid` for a rate or channel count out of range, samples that do not fill every
    ///   channel, or more of them than a WAV file can hold.
    public static func encode(
        _ samples: [Float], sampleRate: Int, channelCount: Int = 1
    ) throws(EventFileError) -> [UInt8] {
        guard channelCount == 1 || channelCount == 2 else {
            throw EventFileError(.invalid, "a sound has 1 or 2 channels, not \(channelCount)")
        }
        guard (1...768_000).contains(sampleRate) else {
            throw EventFileError(.invalid, "a sample rate is 1 to 768000 a second, not \(sampleRate)")
        }
        guard samples.count.isMultiple(of: channelCount) else {
            throw EventFileError(.invalid, "\(samples.count) samples do not fill \(channelCount) channels")
        }
        guard let dataLength = UInt32(exactly: samples.count * 2), dataLength <= .max - 36 else {
            throw EventFileError(.invalid, "\(samples.count) samples are too many for a WAV file")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(44 + samples.count * 2)
        let frameLength = UInt16(channelCount * 2)
        bytes += "RIFF".utf8
        bytes.appendLittleEndian(36 + dataLength)
        bytes += "WAVEfmt ".utf8
        bytes.appendLittleEndian(UInt32(16))
        bytes.appendLittleEndian(UInt16(1))
        bytes.appendLittleEndian(UInt16(channelCount))
        bytes.appendLittleEndian(UInt32(sampleRate))
        bytes.appendLittleEndian(UInt32(sampleRate) * UInt32(frameLength))
        bytes.appendLittleEndian(frameLength)
        bytes.appendLittleEndian(UInt16(16))
        bytes += "data".utf8
        bytes.appendLittleEndian(dataLength)
        for sample in samples {
            let amplitude = sample.isNaN ? 0 : min(1, max(-1, sample))
            bytes.appendLittleEndian(UInt16(bitPattern: Int16((amplitude * 32_767).rounded())))
        }
        return bytes
    }
}
