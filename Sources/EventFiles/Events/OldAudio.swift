/// A sound in the form of writers that know no plugins (TensorFlow 1, tensorboardX, PyTorch).
public struct OldAudio: Hashable, Sendable {
    /// Samples a second.
    public var sampleRate: Float
    /// 1 mono, 2 stereo.
    public var channelCount: Int64
    /// Samples of each channel.
    public var frameCount: Int64
    /// The sound, usually a WAV.
    public var encoded: [UInt8]
    /// The type of the bytes, usually `audio/wav`.
    public var contentType: String

    /// A sound.
    public init(
        sampleRate: Float, channelCount: Int64, frameCount: Int64, encoded: [UInt8], contentType: String = "audio/wav"
    ) {
        self.sampleRate = sampleRate
        self.channelCount = channelCount
        self.frameCount = frameCount
        self.encoded = encoded
        self.contentType = contentType
    }
}
