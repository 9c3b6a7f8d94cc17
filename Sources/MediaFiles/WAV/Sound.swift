/// A sound in memory.
public struct Sound: Hashable, Sendable {
    /// Samples a second of each channel that are possible.
    public static let sampleRates = 1...768_000
    /// How many channels are possible.
    public static let channelCounts = 1...256

    /// Amplitudes, usually from -1 to 1, the channels of each moment beside each other.
    public let samples: [Float]
    /// Samples a second of each channel.
    public let sampleRate: Int
    /// 1 for mono, 2 for stereo.
    public let channelCount: Int

    /// A sound.
    ///
    /// - Parameters:
    ///   - samples: Amplitudes from -1 to 1, the channels of each moment beside each other. What is beyond is kept, and clipped by
    ///     formats that cannot hold it.
    ///   - sampleRate: Samples a second of each channel, 1 to 768,000.
    ///   - channelCount: 1 to 256. The default is 1.
    /// - Throws: `MediaError` with `invalidArgument` for NaN, a rate or a count out of range, and samples that do not fill every
    ///   channel.
    public init(samples: [Float], sampleRate: Int, channelCount: Int = 1) throws(MediaError) {
        guard Sound.channelCounts.contains(channelCount) else {
            throw MediaError(.invalidArgument, "a sound has 1 to 256 channels, not \(channelCount)")
        }
        guard Sound.sampleRates.contains(sampleRate) else {
            throw MediaError(.invalidArgument, "a sample rate is 1 to 768000 a second, not \(sampleRate)")
        }
        guard samples.count.isMultiple(of: channelCount) else {
            throw MediaError(.invalidArgument, "\(samples.count) samples do not fill \(channelCount) channels")
        }
        if let place = samples.firstIndex(where: \.isNaN) {
            throw MediaError(
                .invalidArgument,
                "sample \(place / channelCount) of channel \(place % channelCount) is NaN, which nobody can hear")
        }
        self.samples = samples
        self.sampleRate = sampleRate
        self.channelCount = channelCount
    }
}
